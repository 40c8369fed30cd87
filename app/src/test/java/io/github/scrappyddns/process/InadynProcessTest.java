package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real inadyn, with the settings that {@code setup} prints. */
class InadynProcessTest {
  /** "DDNS server response not OK": it ends, for good. */
  private static final int REFUSED = 48;

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
  void its_first_update_changes_and_repeats_succeed() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("inadyn", network);

    assertUpdated(inadyn(at("203.0.113.7", settings)), network, "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");

    Ended same = inadyn(at("203.0.113.7", settings));
    assertThat(same.status()).isZero();
    assertThat(same.output()).contains("No IP# change detected");
    assertUpdated(inadyn(at("203.0.113.7", settings), "--force"), network, "203.0.113.7");

    assertUpdated(inadyn(at("203.0.113.8", settings)), network, "203.0.113.8");
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.8");
  }

  @Test
  void it_tells_an_ipv6_address_where_it_may() throws IOException {
    Network network = networks.next();
    String settings = "allow-ipv6 = true\n" + networks.settings("inadyn", network);

    Ended ended = inadyn(at("2001:db8::7", settings));

    assertUpdated(ended, network, "2001:db8::7");
    assertThat(ended.output()).contains("?ip_address=2001%3adb8%3a%3a7 HTTP/1.0");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
  }

  @Test
  void it_takes_the_answers_of_dyndns2_for_each_of_its_host_names() throws IOException {
    Network network = networks.next();
    String settings =
        networks
            .settings("inadyn", network)
            .replaceFirst("hostname .*", "hostname = { \"home.example.com\", \"b.example.com\" }")
            .replaceFirst(
                "ddns-path .*",
                "ddns-path = \"/nic/update?hostname=%h&myip=%i\"\n"
                    + "    username = \"home\"\n    password = \""
                    + network.token()
                    + "\"");

    Ended ended = inadyn(at("203.0.113.7", settings));

    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("\ngood 203.0.113.7\n", "\nnochg 203.0.113.7\n")
        .contains("Successful alias table update for home.example.com")
        .contains("Successful alias table update for b.example.com");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  @Test
  void on_a_wrong_token_it_ends_as_the_guide_says() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("inadyn", network).replace("?ip", "x?ip");

    Ended ended = inadyn(at("203.0.113.7", settings));

    assertThat(ended.status()).as(ended.output()).isEqualTo(REFUSED);
    assertThat(ended.output()).contains("404 Not Found").contains("exiting!");
    assertThat(cache(network)).doesNotExist();
  }

  @Test
  void a_server_error_does_not_end_it_and_its_next_try_brings_the_news() throws IOException {
    Network network = networks.next();
    String settings = networks.settings("inadyn", network);
    networks.breakStorage();
    try (InstalledProgram.Running inadyn = start(at("203.0.113.7", settings))) {
      inadyn.awaitOutput("503 Service Unavailable");
      inadyn.awaitOutput("Will retry again in 600 sec");
      assertThat(cache(network)).doesNotExist();
      networks.mend();
      inadyn.signal("USR1");
      assertUpdated(inadyn.end(), network, "203.0.113.7");
    } finally {
      networks.mend();
    }
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  private void assertUpdated(Ended ended, Network network, String address) {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Successful alias table update", "\nOK\n");
    assertThat(cache(network)).hasContent(address);
  }

  /** Its own note of what the server has confirmed. */
  private Path cache(Network network) {
    return home.resolve("cache")
        .resolve(network.name().replace(' ', '-').toLowerCase(Locale.ROOT) + ".cache");
  }

  /** The settings, but with an address that is not looked up: on loopback there is only one. */
  private static String at(String address, String settings) {
    String last = "    checkip-ssl ";
    assertThat(settings).contains(last);
    return settings.replace(last, "    checkip-command = \"/bin/echo " + address + "\"\n" + last);
  }

  /** One round of it. */
  private Ended inadyn(String settings, String... options) throws IOException {
    try (InstalledProgram.Running inadyn = start(settings, options)) {
      return inadyn.end();
    }
  }

  private InstalledProgram.Running start(String settings, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-1", "-n", "-l", "debug"));
    arguments.addAll(List.of(options));
    arguments.add("--cache-dir=" + Files.createDirectories(home.resolve("cache")));
    arguments.add("-P");
    arguments.add(home.resolve("pid").toString());
    arguments.add("-f");
    arguments.add(Files.writeString(home.resolve("inadyn.conf"), settings).toString());
    return InstalledProgram.named("inadyn", "inadyn").start(home, arguments.toArray(String[]::new));
  }
}
