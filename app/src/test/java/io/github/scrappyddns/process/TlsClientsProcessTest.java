package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients over TLS, with a certificate of an authority that nobody knows by default. */
class TlsClientsProcessTest {
  @TempDir static Path directory;
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks networks;

  @BeforeAll
  static void start() throws IOException {
    authority = new PrivateAuthority(Files.createDirectories(directory.resolve("authority")));
    Issued issued = authority.issue(KeyForm.EC_PKCS8);
    networks =
        new WatchedNetworks(
            directory,
            Map.of(
                "SCRAPPY_TLS_CERTIFICATE",
                issued.certificate().toString(),
                "SCRAPPY_TLS_PRIVATE_KEY",
                issued.privateKey().toString(),
                "SCRAPPY_PLAIN_PORT",
                "0"));
  }

  @AfterAll
  static void stop() {
    networks.close();
  }

  @ParameterizedTest
  @EnumSource
  void where_it_trusts_the_authority_it_checks_in_and_the_alert_comes_once(TlsClient client)
      throws IOException {
    Network network = networks.next();

    assertAccepted(client, network);
    assertThat(networks.alert(network))
        .startsWith(network.name() + " is at " + client.address() + " ");
    assertAccepted(client, network);
    moveTo("203.0.113.9", network);
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.9");
  }

  @ParameterizedTest
  @EnumSource
  void where_it_does_not_trust_the_authority_it_refuses_and_tells_no_token(TlsClient client)
      throws IOException {
    Network network = networks.next();

    Ended ended = client.checkIn(home, networks, network, Optional.empty());

    assertThat(ended.output()).contains(client.refused).doesNotContainPattern(client.accepted);
    moveTo("203.0.113.9", network);
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.9 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cacert",
        "--ca-certificate=",
        "SSL_CERT_FILE",
        "ssl_ca_file=",
        "ca-trust-file = "
      })
  void the_guide_names_each_option_that_makes_a_client_trust_an_authority(String option)
      throws IOException {
    assertThat(Files.readAllLines(Path.of("..", "docs", "clients.md")))
        .anyMatch(line -> line.contains(option));
  }

  @ParameterizedTest
  @CsvSource({"1.2, TLSv1.2", "1.3, TLSv1.3"})
  void both_current_versions_of_tls_are_spoken(String version, String spoken) {
    Network network = networks.next();

    Ended ended = curl("-v", "--tlsv" + version, "--tls-max", version, network.url());

    assertThat(ended.output()).contains("SSL connection using " + spoken, "200 OK");
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void older_versions_of_tls_are_refused_by_the_server(String version) {
    Ended ended =
        curl(
            "--tlsv" + version,
            "--tls-max",
            version,
            "--ciphers",
            "DEFAULT:@SECLEVEL=0",
            networks.url() + "/health");

    assertThat(ended.status()).as(ended.output()).isEqualTo(35);
    assertThat(ended.output()).contains("alert protocol version");
  }

  @Test
  void the_plain_port_answers_the_same_and_redirects_nothing() {
    Network network = networks.next();
    String token = "/" + network.token();
    for (List<String> call :
        List.of(
            List.of(token + "?ip_address=203.0.113.7"),
            List.of(token),
            List.of(token, "-I"),
            List.of(token, "-d", "ip_address=203.0.113.7"),
            List.of(token + "?ip_address=x"),
            List.of("/nic/update?myip=203.0.113.7", "-u", "home:" + network.token()),
            List.of("/nic/update?myip=203.0.113.7"),
            List.of("/update?token=" + network.token() + "&ip=203.0.113.7"),
            List.of("/myip"),
            List.of("/no-such-token"))) {
      // Once before, so that both are repeats.
      answer(networks.url(), call);
      String plain = answer(networks.plainUrl(), call);

      assertThat(plain).isEqualTo(answer(networks.url(), call));
      assertThat(plain).matches("HTTP/1.1 [245]\\d\\d [\\s\\S]*");
    }
    // A person is led to the pages of the same port.
    assertThat(answer(networks.plainUrl(), List.of("/")))
        .isEqualTo(answer(networks.url(), List.of("/")))
        .contains("Location: login");
  }

  /** Head and body, without the time of day. */
  private String answer(String server, List<String> call) {
    List<String> options = new ArrayList<>(call.subList(1, call.size()));
    options.add("-i");
    options.add(server + call.get(0));
    return curl(options.toArray(String[]::new)).output().replaceFirst("Date: .*\r\n", "");
  }

  private void assertAccepted(TlsClient client, Network network) throws IOException {
    Ended ended = client.checkIn(home, networks, network, Optional.of(authority.root()));
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).containsPattern(client.accepted);
  }

  private void moveTo(String address, Network network) {
    assertThat(curl(network.url() + "?ip_address=" + address).output()).isEqualTo("OK");
  }

  private Ended curl(String... options) {
    List<String> arguments = new ArrayList<>(List.of("-sS", "-m", "20", "--cacert"));
    arguments.add(authority.root().toString());
    arguments.addAll(List.of(options));
    return InstalledProgram.named("curl", "curl").run(home, arguments.toArray(String[]::new));
  }
}
