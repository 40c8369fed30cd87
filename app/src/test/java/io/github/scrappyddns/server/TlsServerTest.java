package io.github.scrappyddns.server;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.SmallService;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own TLS, from outside. */
@Tag("installed")
@Timeout(60)
class TlsServerTest {
  private static final Duration ROUND = Duration.ofMillis(100);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir static Path authorityFiles;
  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @SuppressWarnings("NullAway.Init")
  private static SSLContext trusting;

  private SmallService service;
  private HttpServer server;

  @BeforeAll
  static void found() throws Exception {
    authority = new PrivateAuthority(authorityFiles);
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    try (InputStream in = Files.newInputStream(authority.root())) {
      roots.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @BeforeEach
  void start() throws Exception {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
    server =
        RoomyServer.of(service.endpoint())
            .listen(ANY_PORT, certificate(KeyForm.RSA_PKCS8))
            .listen(ANY_PORT);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    service.close();
  }

  private static ServerCertificate certificate(KeyForm kind) throws GeneralSecurityException {
    PrivateAuthority.Issued issued = authority.issue(kind);
    return ServerCertificate.read(issued.certificate(), issued.privateKey());
  }

  private SSLSocket connect(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.ports().get(0));
    socket.setSoTimeout(30_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static String exchange(Socket socket, String target) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + target
                    + " HTTP/1.1\r\nHost: another.example.org\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static BigInteger serial(SSLSocket socket) throws IOException {
    socket.startHandshake();
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_check_in_by_either_version_is_observed_from_the_caller(String protocol)
      throws IOException {
    try (SSLSocket socket = connect(protocol)) {
      assertThat(exchange(socket, "/" + HOME)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nOK");
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
    assertThat(service.story(HOME)).containsExactly("FIRST_SEEN 127.0.0.1");
  }

  @Test
  void the_plain_port_beside_it_answers_the_same_and_redirects_nobody() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(1))) {
      assertThat(exchange(socket, "/" + HOME)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nOK");
    }
  }

  @Test
  void clear_text_on_the_port_of_tls_is_closed_and_others_are_served() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().get(0))) {
      String answer;
      try {
        answer = exchange(socket, "/" + HOME);
      } catch (SocketException reset) {
        answer = "";
      }
      assertThat(answer).doesNotContain("HTTP/1.1 200");
    }
    assertThat(service.story(HOME)).isEmpty();
    try (SSLSocket socket = connect()) {
      assertThat(exchange(socket, "/" + HOME)).endsWith("OK");
    }
  }

  @Test
  void another_certificate_is_shown_to_the_next_and_disturbs_nobody() throws Exception {
    try (SSLSocket before = connect()) {
      BigInteger first = serial(before);
      server.show(certificate(KeyForm.EC_TRADITIONAL));
      try (SSLSocket after = connect()) {
        assertThat(serial(after)).isNotEqualTo(first);
        assertThat(exchange(after, "/" + HOME)).endsWith("OK");
      }
      assertThat(exchange(before, "/" + HOME)).endsWith("OK");
    }
  }

  @Test
  void who_does_not_trust_the_authority_is_not_served() throws Exception {
    SSLContext usual = SSLContext.getDefault();
    try (Socket socket =
        usual
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.ports().get(0))) {
      assertThat(catchThrowable(() -> exchange(socket, "/" + HOME)))
          .isInstanceOf(SSLHandshakeException.class);
    }
    assertThat(service.story(HOME)).isEmpty();
  }

  private HttpServer impatient() throws Exception {
    HttpServer impatient =
        RoomyServer.of(service.endpoint(), ROUND).listen(ANY_PORT, certificate(KeyForm.EC_PKCS8));
    impatient.start();
    return impatient;
  }

  /** Each byte ends the idle time-out; before the first request there is none to be counted. */
  @Test
  void a_handshake_that_drips_is_closed() throws Exception {
    try (HttpServer impatient = impatient();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), impatient.ports().get(0))) {
      // The head of a handshake record of 512 bytes, which then comes byte by byte.
      socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
      Await.until("it is closed", () -> isClosedByNextByte(socket));
    }
  }

  @Test
  void a_request_that_drips_is_closed_by_tls_too() throws Exception {
    try (HttpServer impatient = impatient();
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), impatient.ports().get(0));
        Socket socket = trusting.getSocketFactory().createSocket(plain, "localhost", 0, true)) {
      Await.until("it is closed", () -> isClosedByNextByte(socket));
    }
  }

  private static boolean isClosedByNextByte(Socket socket) {
    try {
      socket.setSoTimeout(20);
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException closed) {
      return true;
    }
  }
}
