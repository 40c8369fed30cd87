package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment names a proxy, as it does for other programs. */
class OutgoingProxyProcessTest {
  @TempDir Path directory;

  /** Java reads once, at its first call, whether passwords may go to a proxy that tunnels. */
  @Test
  void an_alert_asks_the_proxy_for_a_tunnel_with_its_password() throws IOException {
    ServiceHome home = new ServiceHome(directory).list("Token-0123456789abcdef:Home");
    try (LocalServer proxy = LocalServer.start(LocalServer.reply(502, ""))) {
      home.set("HTTPS_PROXY", "http://me:sesame17@" + proxy.address());
      home.set("SCRAPPY_NOTIFY_URLS", "ntfys://ntfy.sh/a-topic-of-nobody");
      try (RunningJar test = home.run("send-test")) {
        assertThat(test.exitStatus()).isNotZero();
        assertThat(test.output()).contains("by the proxy 127.0.0.1").doesNotContain("sesame17");
      }
      Received request = proxy.requests().get(0);
      assertThat(request.method() + " " + request.target()).isEqualTo("CONNECT ntfy.sh:443");
      assertThat(request.header("proxy-authorization")).isEqualTo("Basic bWU6c2VzYW1lMTc=");
    }
  }

  @Test
  void what_is_no_proxy_is_told_at_the_start_without_its_password() throws IOException {
    ServiceHome home = new ServiceHome(directory).list("Token-0123456789abcdef:Home");
    home.set("HTTPS_PROXY", "socks5://me:sesame17@proxy.example");
    home.set("SCRAPPY_NOTIFY_URLS", "ntfys://ntfy.sh/a-topic-of-nobody");
    try (RunningJar check = home.run("check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output()).contains("HTTPS_PROXY must be").doesNotContain("sesame17");
    }
  }
}
