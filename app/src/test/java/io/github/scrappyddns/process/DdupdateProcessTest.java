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

/** The real ddupdate, which sends credentials only when it is asked for them. */
class DdupdateProcessTest {
  private static final int REFUSED = 4;

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
    setUp(network.token());

    assertUpdated(ddupdate("by-get", "ip=203.0.113.7"), "by-get", "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
    assertUpdated(ddupdate("by-get", "ip=203.0.113.7"), "by-get", "203.0.113.7");
    assertUpdated(ddupdate("by-post", "ip=203.0.113.7"), "by-post", "203.0.113.7");
    assertUpdated(ddupdate("by-post", "ip=203.0.113.8"), "by-post", "203.0.113.8");
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.8");
  }

  @Test
  void it_tells_an_ipv6_address() throws IOException {
    Network network = networks.next();
    setUp(network.token());

    assertUpdated(ddupdate("by-post", "ip6=2001:db8::7", "-v", "v6"), "by-post", "2001:db8::7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
  }

  @Test
  void a_wrong_token_is_an_error_to_it() throws IOException {
    setUp("no-such-token");

    Ended ended = ddupdate("by-get", "ip=203.0.113.7");

    assertThat(ended.status()).as(ended.output()).isEqualTo(REFUSED);
    assertThat(ended.output()).contains("HTTP Error 401");
    assertThat(cache("by-get")).doesNotExist();
  }

  @Test
  void a_server_error_is_an_error_to_it_and_its_next_call_brings_the_news() throws IOException {
    Network network = networks.next();
    setUp(network.token());
    networks.breakStorage();
    try {
      Ended ended = ddupdate("by-get", "ip=203.0.113.7");
      assertThat(ended.status()).as(ended.output()).isEqualTo(REFUSED);
      assertThat(ended.output()).contains("HTTP Error 503");
      assertThat(cache("by-get")).doesNotExist();
    } finally {
      networks.mend();
    }
    assertUpdated(ddupdate("by-get", "ip=203.0.113.7"), "by-get", "203.0.113.7");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
  }

  /** Its plugins and credentials in a home of its own. */
  private void setUp(String token) throws IOException {
    Path plugins = home.resolve(".local/share/ddupdate/plugins");
    Files.createDirectories(plugins);
    Files.copy(Path.of("src/test/resources/clients/ddupdate.py"), plugins.resolve("of_a_test.py"));
    Files.writeString(home.resolve("server"), networks.url());
    Path credentials = home.resolve(".netrc");
    Files.writeString(credentials, "machine 127.0.0.1 login home password " + token + "\n");
    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(home.resolve("ddupdate.conf"), "[update]\nloglevel = debug\n");
  }

  private void assertUpdated(Ended ended, String plugin, String address) {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("INFO - Update OK");
    assertThat(cache(plugin)).content().contains("'" + address + "'");
  }

  /** Its own note of what the server has confirmed. */
  private Path cache(String plugin) {
    return home.resolve(".cache/ddupdate").resolve(plugin + ".ip");
  }

  /** One call of it. */
  private Ended ddupdate(String plugin, String address, String... options) {
    String[] arguments = {
      "-c",
      home.resolve("ddupdate.conf").toString(),
      "-f",
      "-H",
      "home.example.com",
      "-s",
      plugin,
      "-a",
      "hardcoded-ip",
      "-O",
      address
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return InstalledProgram.named("ddupdate", "ddupdate").run(home, all);
  }
}
