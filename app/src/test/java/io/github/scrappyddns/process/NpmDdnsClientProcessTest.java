package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.NameServer;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real ddns-client from npm, by the line that {@code setup} prints for the crontab. It leaves
 * the body of an error unread, and so ends only when the service closes the idle connection.
 */
class NpmDdnsClientProcessTest {
  @TempDir static Path directory;
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks networks;

  @SuppressWarnings("NullAway.Init")
  private static NameServer names;

  @BeforeAll
  static void start() {
    networks = new WatchedNetworks(directory);
    names = new NameServer("192.0.2.80", List.of("example.com"));
  }

  @AfterAll
  static void stop() {
    networks.close();
    names.close();
  }

  @Test
  void its_first_update_changes_and_repeats_succeed() {
    Network network = networks.next();
    String line = networks.settings("npm-ddns-client", network);

    assertThat(client(line)).isEqualTo(new Ended(0, "good 127.0.0.1\n\n"));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(client(line)).isEqualTo(new Ended(0, "nochg 127.0.0.1\n\n"));
    assertThat(client(line, "-a", "203.0.113.7")).isEqualTo(new Ended(0, "good 203.0.113.7\n\n"));
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.7");
  }

  @Test
  void as_the_guide_says_it_is_silent_where_dns_knows_the_address_or_not_even_the_name() {
    Network network = networks.next();
    String line = networks.settings("npm-ddns-client", network);

    assertThat(client(line, "-a", "192.0.2.80")).isEqualTo(new Ended(0, ""));
    Ended unknown = client(line.replace("example.com", "no-such-name.example.com"));
    assertThat(unknown.status()).isOne();
    assertThat(unknown.output()).contains("ENOTFOUND no-such-name.example.com");
    assertThat(client(line, "-a", "192.0.2.80", "--force"))
        .isEqualTo(new Ended(0, "good 192.0.2.80\n\n"));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 192.0.2.80 ");
  }

  @Test
  void a_wrong_token_is_an_error_to_it() {
    Network network = networks.next();

    Ended ended = client(networks.settings("npm-ddns-client", network).replace("-p ", "-p x"));

    assertThat(ended.status()).isOne();
    assertThat(ended.output()).contains("401 Unauthorized");
  }

  @Test
  void a_server_error_is_an_error_to_it_and_its_next_call_brings_the_news() {
    Network network = networks.next();
    String line = networks.settings("npm-ddns-client", network);
    networks.breakStorage();
    try {
      Ended ended = client(line);
      assertThat(ended.status()).isOne();
      assertThat(ended.output()).contains("503 Service Unavailable");
    } finally {
      networks.mend();
    }
    assertThat(client(line).output()).startsWith("good 127.0.0.1\n");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
  }

  /** What cron would run; but its output is read, and the name server is the one of this test. */
  private Ended client(String line, String... options) {
    return run(home, line, names, Map.of(), options);
  }

  /** The same for any name server, with further environment variables. */
  static Ended run(
      Path home,
      String line,
      NameServer names,
      Map<String, String> environment,
      String... options) {
    assertThat(line).startsWith("*/5 * * * * ddns-client ").endsWith(" >/dev/null\n");
    String command =
        line.replaceFirst("^\\*/5 \\* \\* \\* \\* ", "").replace(" >/dev/null\n", "")
            + " --dns-servers "
            + names.location()
            + " "
            + String.join(" ", options);
    Map<String, String> whole = new HashMap<>(environment);
    whole.put("PATH", InstalledProgram.programsOfNpm() + ":/usr/bin:/bin:" + System.getenv("PATH"));
    return InstalledProgram.named("sh", "dash").with(whole).run(home, "-c", command);
  }
}
