package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.process.FrontProxy.Running;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real nginx, Apache httpd and Caddy write down, set up as docs/proxy says. */
class ProxyLogsProcessTest {
  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @SuppressWarnings("NullAway.Init")
  private static Issued certificate;

  @BeforeAll
  static void issue() throws IOException {
    authority = new PrivateAuthority(Files.createDirectories(directory.resolve("authority")));
    certificate = authority.issue(KeyForm.EC_PKCS8);
  }

  private static Ended call(ProxiedWay way, String from, String target, String... options) {
    return way.call(authority.root(), directory, from, target, options);
  }

  @ParameterizedTest
  @EnumSource
  void no_token_is_in_the_proxys_logs_even_where_the_service_is_away(FrontProxy kind)
      throws IOException {
    assertNoTokenIsLogged(kind, FrontProxy.freePort());
  }

  @ParameterizedTest
  @EnumSource
  void no_token_is_in_the_proxys_logs_even_where_the_service_fails(FrontProxy kind)
      throws IOException {
    try (ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closeEveryConnection(service);
      assertNoTokenIsLogged(kind, service.getLocalPort());
    }
  }

  private static void assertNoTokenIsLogged(FrontProxy kind, int port) throws IOException {
    String token = "a-token-that-no-log-holds";
    try (Running proxy = kind.before(port, certificate, directory)) {
      for (ProxiedWay way : ProxiedWay.through(proxy)) {
        for (String target :
            List.of("/" + token, "//" + token, "/x/../" + token, "/update?token=" + token)) {
          assertThat(call(way, "127.0.0.2", target, "--path-as-is", "-e", token).output())
              .matches("HTTP/\\S+ 50[23]\\b[\\s\\S]*");
        }
        call(way, "127.0.0.2", "/nic/update", "-u", token + ":" + token);
        call(way, "127.0.0.2", "/" + token, "-d", "token=" + token);
      }
      assertThat(proxy.logged())
          .contains("127.0.0.2")
          .containsPattern("\\b50[23]\\b")
          .doesNotContain(token);
    }
  }

  /** Until the socket is closed; the thread ends with it. */
  private static void closeEveryConnection(ServerSocket service) {
    Thread closing =
        new Thread(
            () -> {
              try {
                while (true) {
                  service.accept().close();
                }
              } catch (IOException end) {
                Thread.currentThread().interrupt();
              }
            });
    closing.setDaemon(true);
    closing.start();
  }
}
