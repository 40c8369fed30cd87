package io.github.scrappyddns.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that order by the API, as processes beside a service that runs as one. */
class RemoteProcessTest {
  @TempDir Path directory;

  private ServiceHome home;
  private RunningJar service;

  /** What a command printed, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeEach
  void serve() {
    home = new ServiceHome(directory).list("token-number-1-of-the-list:Home");
    service = home.serve();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Said say(String... words) {
    return say(Map.of(), words);
  }

  private Said say(Map<String, String> more, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (!more.containsKey("SDDNS_KEY")) {
      all.add("--url=http://127.0.0.1:" + service.port());
    }
    try (RunningJar command = home.run(more, all.toArray(String[]::new))) {
      command.awaitEnd();
      return new Said(command.exitStatus(), command.output());
    }
  }

  @Test
  void a_network_is_added_seen_renamed_rotated_and_removed_from_a_shell() throws Exception {
    Said added = say("network", "add", "Harbour");
    assertThat(added.status()).as(added.text()).isZero();
    String url = added.text().strip();
    assertThat(service.get(url.substring(url.lastIndexOf('/')) + "?myip=203.0.113.20"))
        .startsWith("good");

    assertThat(say("network", "list").text())
        .contains("NUMBER", "Harbour", "calling", "203.0.113.20", "Home", "never");
    assertThat(say("network", "rename", "Harbour", "Port").text()).isEqualTo("Renamed Port\n");
    assertThat(say("network", "pause", "Port").status()).isZero();
    JsonNode shown = new ObjectMapper().readTree(say("network", "show", "Port", "--json").text());
    assertThat(shown.path("state").asText()).isEqualTo("paused");
    assertThat(say("events", "Port").text()).contains("first seen", "203.0.113.20");

    String next = say("token", "rotate", "Port").text().strip();
    assertThat(next).isNotEqualTo(url);
    assertThat(service.response(url.substring(url.lastIndexOf('/'))).statusCode()).isEqualTo(404);

    Said unsure = say("network", "remove", "Port");
    assertThat(unsure.status()).isEqualTo(1);
    assertThat(unsure.text()).contains("--yes");
    assertThat(say("network", "remove", "Port", "--yes").text()).isEqualTo("Removed Port\n");
    Said gone = say("network", "show", "Port");
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.text()).contains("There is no network 'Port'");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("command-line-key"));
    }
  }

  @Test
  void a_channel_is_added_tested_and_removed_from_a_shell() {
    try (NtfyServer ntfy = new NtfyServer()) {
      String url = ntfy.address().replace("http://", "ntfy://") + "/some-topic";
      assertThat(say("channel", "add", url, "--name=mine").text())
          .isEqualTo("Added mine: delivered\n");
      assertThat(ntfy.received()).hasSize(1);
      assertThat(say("channel", "list").text()).contains("mine", "works");
      assertThat(say("channel", "pause", "mine").text()).isEqualTo("Paused mine\n");
      assertThat(say("channel", "remove", "mine", "--yes").text()).isEqualTo("Removed mine\n");
      assertThat(say("channel", "test", "mine").text())
          .contains("There is no such thing. Nothing has this number or name");
    }
  }

  @Test
  void everything_goes_out_and_comes_in_as_one_file() throws Exception {
    say("network", "add", "Harbour");
    Said written = say("export", "--no-history");
    assertThat(written.text()).contains("\"scrappy-ddns\"", "Harbour");
    Path file = Files.writeString(directory.resolve("everything.json"), written.text());
    assertThat(say("network", "remove", "Harbour", "--yes").status()).isZero();
    assertThat(say("import", file.toString(), "--dry-run").text())
        .contains("added: network Harbour", "(nothing was changed)");
    assertThat(say("import", file.toString()).text()).contains("networks: 1 added, 1 left alone");
    assertThat(say("network", "list").text()).contains("Harbour");
    assertThat(say("import", "no-such-file.json").status()).isEqualTo(1);
  }

  @Test
  void a_service_elsewhere_asks_for_a_key() {
    Said refused = say(Map.of("SDDNS_KEY", ""), "network", "list", "--url=https://example.com");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.text()).contains("SDDNS_KEY must hold a key");
    for (String near :
        List.of(
            "http://localhost.example.com",
            "https://127.0.0.1.example.com",
            "http://127.0.0.1:80@example.com")) {
      Said strange = say(Map.of("SDDNS_KEY", ""), "network", "list", "--url=" + near);
      assertThat(strange.status()).as(near).isEqualTo(2);
    }
    Said wrong =
        say(
            Map.of("SDDNS_KEY", "sddns_wrong", "SDDNS_URL", "http://127.0.0.1:" + service.port()),
            "network",
            "list");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.text()).contains("A key is needed").doesNotContain("sddns_wrong");
  }

  @Test
  void a_service_that_does_not_run_is_named() {
    service.stop();
    Said said = say("network", "list");
    assertThat(said.text()).contains("Is the service running?");
  }
}
