package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of DuckDNS' own script, as {@code setup} prints it: a shell and the real curl. */
class DuckDnsScriptProcessTest {
  @TempDir static Path directory;
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks networks;

  @BeforeAll
  static void start() {
    networks = new WatchedNetworks(directory);
  }

  @AfterAll
  static void stop() {
    networks.close();
  }

  @Test
  void its_first_update_changes_and_repeats_leave_ok_in_its_log() throws IOException {
    Network network = networks.next();
    String script = networks.settings("duckdns", network);

    assertThat(logOf(script)).isEqualTo("OK");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(logOf(script)).isEqualTo("OK");
    assertThat(logOf(script.replace("&ip=", "&ip=203.0.113.7"))).isEqualTo("OK");
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.7");
  }

  @Test
  void a_wrong_token_and_a_server_error_leave_ko_there() throws IOException {
    Network network = networks.next();
    String script = networks.settings("duckdns", network);

    assertThat(logOf(script.replace("token=", "token=x"))).isEqualTo("KO");
    networks.breakStorage();
    try {
      assertThat(logOf(script)).isEqualTo("KO");
    } finally {
      networks.mend();
    }
    assertThat(logOf(script)).isEqualTo("OK");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
  }

  private String logOf(String script) throws IOException {
    return logOf(home, script);
  }

  /** What a run leaves in its log. */
  static String logOf(Path home, String script) throws IOException {
    Path log = Files.createDirectories(home.resolve("duckdns")).resolve("duck.log");
    Files.deleteIfExists(log);
    Ended ended = InstalledProgram.named("sh", "dash").run(home, "-c", script);
    assertThat(ended.status()).as(ended.output()).isZero();
    return Files.readString(log);
  }
}
