package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.NtfyServer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/api.md, run by a shell with curl and jq. */
class ApiScriptProcessTest {
  @TempDir Path directory;

  @Test
  void ten_networks_and_two_channels_are_set_up_and_taken_down_by_the_api_alone() throws Exception {
    try (ServedApi api = new ServedApi(directory, "Home");
        NtfyServer ntfy = new NtfyServer()) {
      String channel = ntfy.address().replace("http://", "ntfy://");
      ProcessBuilder script =
          new ProcessBuilder(
                  "sh",
                  Path.of("..", "docs", "examples", "ten-networks.sh").toString(),
                  api.pages.address(),
                  channel + "/topic-one",
                  channel + "/topic-two")
              .redirectErrorStream(true);
      script.environment().put("KEY", ServedApi.KEY);
      Process running = script.start();
      String said = new String(running.getInputStream().readAllBytes(), UTF_8);
      assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();

      assertThat(running.exitValue()).as(said).isZero();
      assertThat(said.lines().filter(line -> line.startsWith("network "))).hasSize(10);
      assertThat(said.lines().filter(line -> line.equals("  delivered"))).hasSize(2);
      assertThat(said).contains("network Example 10: calling, 198.51.100.10").endsWith("0 left\n");
      assertThat(ntfy.topics()).contains("topic-one", "topic-two");
      assertThat(api.get("/networks").json().path("networks")).hasSize(1);
      assertThat(api.get("/channels").json().path("channels")).hasSize(1);
    }
  }
}
