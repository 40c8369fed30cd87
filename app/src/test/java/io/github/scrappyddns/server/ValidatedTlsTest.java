package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.http.AnyCertificate;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are shown while an authority may ask for another certificate, and what it is. */
@Tag("installed")
class ValidatedTlsTest {
  private static final String ACME = "acme-tls/1";
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir static Path authorityFiles;

  @SuppressWarnings("NullAway.Init")
  private static ServerCertificate usual;

  @SuppressWarnings("NullAway.Init")
  private static ServerCertificate asked;

  private volatile @Nullable ServerCertificate challenge;
  private HttpServer server;

  @BeforeAll
  static void issue() throws GeneralSecurityException {
    PrivateAuthority authority = new PrivateAuthority(authorityFiles);
    usual = read(authority.issue(KeyForm.RSA_PKCS8));
    asked = read(authority.issue(KeyForm.EC_PKCS8));
  }

  private static ServerCertificate read(Issued issued) throws GeneralSecurityException {
    return ServerCertificate.read(issued.certificate(), issued.privateKey());
  }

  @BeforeEach
  void listen() throws IOException {
    server =
        RoomyServer.of(request -> CompletableFuture.completedFuture(Response.text(200, "OK")))
            .listen(ANY_PORT, usual, () -> challenge);
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** What a call came to: the certificate, the protocol that was chosen, and the answer. */
  private record Called(Certificate shown, String protocol, String answer) {}

  private Called call(String version, String... offered) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            AnyCertificate.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.ports().get(0))) {
      socket.setSoTimeout(30_000);
      socket.setEnabledProtocols(new String[] {version});
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(offered);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: any\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return new Called(
          socket.getSession().getPeerCertificates()[0], socket.getApplicationProtocol(), answer);
    }
  }

  @Test
  void who_asks_by_acme_is_shown_the_challenge_while_it_is_open_and_no_longer() throws IOException {
    challenge = asked;
    Called open = call("TLSv1.3", ACME);
    assertThat(open.shown()).isEqualTo(asked.own());
    assertThat(open.protocol()).isEqualTo(ACME);

    challenge = null;
    Called closed = call("TLSv1.3", ACME);
    assertThat(closed.shown()).isEqualTo(usual.own());
    assertThat(closed.protocol()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void others_are_served_as_ever_whatever_they_offer(String version) throws IOException {
    challenge = asked;
    for (String[] offered : new String[][] {{}, {"h2", "http/1.1"}, {"an-odd-one"}}) {
      Called called = call(version, offered);
      assertThat(called.shown()).isEqualTo(usual.own());
      assertThat(called.protocol()).isEmpty();
      assertThat(called.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_certificate_that_is_new_changes_nothing_of_that() throws IOException {
    server.show(asked);
    challenge = usual;
    assertThat(call("TLSv1.3").shown()).isEqualTo(asked.own());
    challenge = asked;
    assertThat(call("TLSv1.3", ACME).protocol()).isEqualTo(ACME);
  }
}
