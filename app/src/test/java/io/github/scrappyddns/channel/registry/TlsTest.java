package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.Certificates;
import io.github.scrappyddns.channel.testing.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a channel trusts. */
@Tag("slow")
class TlsTest {
  @TempDir Path directory;

  private static DeliveryResult deliver(SSLContext shown, SSLContext trusted) throws Exception {
    return deliver(shown, trusted, "");
  }

  private static DeliveryResult deliver(SSLContext shown, SSLContext trusted, String options)
      throws Exception {
    try (LocalServer server = server(shown)) {
      return new LocalChannels("https://unused", Duration.ofSeconds(20), trusted)
          .open("ntfys://" + server.address() + "/topic" + options)
          .get(0)
          .deliver(LocalChannels.ALERT);
    }
  }

  @Test
  void a_certificate_of_a_trusted_root_is_taken() throws Exception {
    SSLContext context = Certificates.selfSigned(directory, "ip:127.0.0.1");

    assertThat(deliver(context, context).outcome()).isEqualTo(Outcome.DELIVERED);
  }

  @Test
  void a_certificate_that_nobody_trusts_speaks_against_the_channel() throws Exception {
    SSLContext context = Certificates.selfSigned(directory, "ip:127.0.0.1");
    DeliveryResult result = deliver(context, LocalChannels.systemTrust());

    assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
    assertThat(result.reason()).isEqualTo("127.0.0.1 shows a certificate that cannot be trusted");
  }

  @Test
  void a_certificate_that_has_expired_speaks_against_the_channel() throws Exception {
    SSLContext context = Certificates.expired(directory, "ip:127.0.0.1");

    assertThat(deliver(context, context).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
  }

  @Test
  void a_certificate_for_another_name_speaks_against_the_channel() throws Exception {
    SSLContext context = Certificates.selfSigned(directory, "dns:elsewhere.example");

    assertThat(deliver(context, context).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
  }

  @Test
  void the_trust_of_one_channel_is_not_anothers_over_the_same_server() throws Exception {
    SSLContext context = Certificates.selfSigned(directory, "dns:elsewhere.example");
    try (LocalServer server = server(context)) {
      LocalChannels channels =
          new LocalChannels("https://unused", Duration.ofSeconds(20), LocalChannels.systemTrust());
      String url = "ntfys://" + server.address() + "/topic";
      for (int round = 0; round < 2; round++) {
        assertThat(channels.open(url + "?verify=no").get(0).deliver(LocalChannels.ALERT).outcome())
            .isEqualTo(Outcome.DELIVERED);
        assertThat(channels.open(url).get(0).deliver(LocalChannels.ALERT).outcome())
            .isEqualTo(Outcome.BAD_CHANNEL);
      }
    }
  }

  @Test
  void with_verify_no_whoever_answers_on_ones_own_network_is_trusted() throws Exception {
    SSLContext context = Certificates.selfSigned(directory, "dns:elsewhere.example");

    assertThat(deliver(context, LocalChannels.systemTrust(), "?verify=no").outcome())
        .isEqualTo(Outcome.DELIVERED);
    assertThat(deliver(context, LocalChannels.systemTrust(), "?verify=yes").outcome())
        .isEqualTo(Outcome.BAD_CHANNEL);
  }

  private static LocalServer server(SSLContext shown) throws IOException {
    return new LocalServer(
        shown.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
        LocalServer.reply(200, "{\"id\":\"x\",\"event\":\"message\"}"));
  }
}
