package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Home Assistant's two integrations that fit, rebuilt on the real aiohttp that it calls with. */
class HomeAssistantProcessTest {
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

  @ParameterizedTest
  @CsvSource({"no_ip, 'good 127.0.0.1\n', 'nochg 127.0.0.1\n'", "duckdns, OK, OK"})
  void its_first_update_changes_and_repeats_succeed(String update, String first, String again) {
    Network network = networks.next();

    assertThat(call(update, network.token(), "127.0.0.1")).isEqualTo(new Ended(0, first + "\n"));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(call(update, network.token(), "127.0.0.1")).isEqualTo(new Ended(0, again + "\n"));
    assertThat(call(update, network.token(), "127.0.0.2"))
        .isEqualTo(new Ended(0, first.replace("0.1", "0.2") + "\n"));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.2");
  }

  @ParameterizedTest
  @CsvSource({"no_ip, 'badauth\n'", "duckdns, KO"})
  void a_wrong_token_is_an_error_to_it(String update, String told) {
    assertThat(call(update, "no-such-token", "127.0.0.1")).isEqualTo(new Ended(1, told + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"no_ip, '911\n'", "duckdns, KO"})
  void a_server_error_is_an_error_to_it_and_its_next_call_brings_the_news(
      String update, String told) {
    Network network = networks.next();
    networks.breakStorage();
    try {
      assertThat(call(update, network.token(), "127.0.0.1")).isEqualTo(new Ended(1, told + "\n"));
    } finally {
      networks.mend();
    }
    assertThat(call(update, network.token(), "127.0.0.1").status()).isZero();
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
  }

  private Ended call(String update, String token, String source) {
    Path script = Path.of("src/test/resources/clients/home_assistant.py").toAbsolutePath();
    return InstalledProgram.named("python3", "python3")
        .able("python3-aiohttp", "-c", "import aiohttp")
        .run(home, script.toString(), update, networks.url(), token, source);
  }
}
