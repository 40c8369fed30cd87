package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real ddclient, with the settings that {@code setup} prints. */
class DdclientProcessTest {
  /** Else it waits: half a minute after an update, five minutes after an error. */
  private static final String AT_ONCE = "min-interval=0\nmin-error-interval=0\n";

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
  void the_settings_of_the_guide_work_as_they_are() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("ddclient", network);

    assertUpdated(ddclient(settings), "127.0.0.1");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(ddclient(settings).output()).contains("address was already set to 127.0.0.1");
  }

  @Test
  void its_first_update_changes_and_repeats_succeed() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("ddclient", network);

    assertUpdated(ddclient(at("203.0.113.7", settings)), "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
    Ended again = ddclient(at("203.0.113.7", settings), "-force");
    assertThat(again.output()).contains("nochg 203.0.113.7");
    assertThat(again.status()).as(again.output()).isZero();
    assertThat(cache()).contains("ip=203.0.113.7,", "status=good,");

    assertUpdated(ddclient(at("203.0.113.8", settings)), "203.0.113.8");
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.8");
  }

  @Test
  void of_several_host_names_each_is_confirmed() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("ddclient", network).strip() + ",branch.example.com\n";

    Ended ended = ddclient(at("203.0.113.7", settings));

    assertUpdated(ended, "203.0.113.7");
    assertThat(ended.output())
        .contains("updating branch.example.com: good:")
        .containsPattern("updating home-\\d+.example.com: good:");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  @Test
  void it_tells_an_ipv6_address_however_it_spells_it() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("ddclient", network);

    assertUpdated(ddclient(at("2001:DB8:0:0::7", settings)), "2001:DB8:0:0::7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
    Ended again = ddclient(at("2001:db8::7", settings), "-force");
    assertThat(again.output()).contains("nochg 2001:db8::7");
  }

  @Test
  void a_wrong_token_is_an_error_to_it() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("ddclient", network).replace("password='", "password='x");

    Ended ended = ddclient(at("203.0.113.7", settings));

    assertThat(ended.status()).as(ended.output()).isOne();
    assertThat(ended.output()).contains("FAILED", "authorization failed", "badauth");
    assertThat(cache()).doesNotContain("status=good");
  }

  @Test
  void a_server_error_is_no_success_to_it_and_its_next_round_brings_the_news() throws IOException {
    Network network = networks.next();
    String settings = at("203.0.113.7", networks.settings("ddclient", network));
    networks.breakStorage();
    try {
      Ended ended = ddclient(settings);
      assertThat(ended.output()).contains("503 Service Unavailable").doesNotContain("SUCCESS");
      assertThat(cache()).doesNotContain("status=good");
    } finally {
      networks.mend();
    }
    assertUpdated(ddclient(settings), "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  @Test
  void its_settings_for_a_path_of_ones_own_get_an_answer_that_it_takes() throws IOException {
    Network network = networks.next();
    String settings =
        networks
            .settings("ddclient", network)
            .replace("script=/nic/update", "script=/" + network.token())
            .replaceFirst("password=.*", "password=unused");

    assertUpdated(ddclient(at("203.0.113.7", settings)), "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  private void assertUpdated(Ended ended, String address) throws IOException {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("SUCCESS:  updating ", "good: IP address set to " + address);
    assertThat(cache()).contains("ip=" + address + ",", "status=good,");
  }

  /** Its own note of what the server has confirmed. */
  private String cache() throws IOException {
    return Files.readString(home.resolve("cache"));
  }

  /** The settings, but with an address that is not looked up: on loopback there is only one. */
  private static String at(String address, String settings) {
    String changed = settings.replaceFirst("use=web.*", "use=cmd, cmd='echo " + address + "'");
    assertThat(changed).isNotEqualTo(settings);
    return AT_ONCE + changed;
  }

  /** One round of it. */
  private Ended ddclient(String settings, String... options) throws IOException {
    Path file = home.resolve("ddclient.conf");
    Files.writeString(file, settings);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String[] arguments = {
      "-foreground",
      "-daemon=0",
      "-verbose",
      "-noquiet",
      "-file",
      file.toString(),
      "-cache",
      home.resolve("cache").toString(),
      "-pid",
      home.resolve("pid").toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return InstalledProgram.named("ddclient", "ddclient").run(home, all);
  }
}
