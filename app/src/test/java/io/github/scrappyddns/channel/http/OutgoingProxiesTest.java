package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.testing.HandClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls go by which proxy, and what a proxy is told. */
class OutgoingProxiesTest {
  private static DeliveryResult call(OutgoingProxies proxies, String uri) throws Exception {
    Manner manner =
        new Manner(
            Duration.ofSeconds(20),
            new HandClock(),
            () -> 0,
            "ScrappyDDNS/test",
            LocalChannels::systemTrust,
            proxies);
    return new HttpSender(manner, new PushThreads())
        .ask(
            HttpCall.postJson(URI.create(uri), Json.object()).bearer("the-token"),
            Answers.byStatus());
  }

  @Test
  void a_call_in_clear_text_is_handed_to_the_proxy_whole_and_asks_dns_for_nothing()
      throws Exception {
    try (LocalServer proxy = LocalServer.start(LocalServer.reply(200, "ok"))) {
      OutgoingProxies proxies =
          OutgoingProxies.of(Map.of("http_proxy", "http://me:sesame@" + proxy.address() + "/"));

      assertThat(call(proxies, "http://push.invalid:8080/x").outcome())
          .isEqualTo(Outcome.DELIVERED);

      Received request = proxy.requests().get(0);
      assertThat(request.target()).isEqualTo("http://push.invalid:8080/x");
      assertThat(request.header("proxy-authorization")).isEqualTo("Basic bWU6c2VzYW1l");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 407, 502})
  void a_call_with_tls_asks_the_proxy_for_a_tunnel_and_tells_it_nothing_else(int refusal)
      throws Exception {
    try (LocalServer proxy =
        LocalServer.start(
            LocalServer.reply(refusal, "no", "Proxy-Authenticate: Basic realm=\"x\""))) {
      OutgoingProxies proxies = OutgoingProxies.of(Map.of("HTTPS_PROXY", proxy.address()));
      DeliveryResult result = call(proxies, "https://push.invalid/x");

      assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(result.reason()).isEqualTo("no connection to push.invalid by the proxy 127.0.0.1");
      Received request = proxy.requests().get(0);
      assertThat(request.method() + " " + request.target()).isEqualTo("CONNECT push.invalid:443");
      assertThat(request.headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void hosts_of_our_own_networks_are_reached_directly() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "ok"))) {
      OutgoingProxies proxies = OutgoingProxies.of(Map.of("HTTP_PROXY", "http://proxy.invalid:1"));

      assertThat(call(proxies, "http://" + server.address() + "/x").outcome())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(server.requests().get(0).target()).isEqualTo("/x");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://push.example/x,       proxy.example",
    "https://push.example:8443/x,  proxy.example",
    "http://push.example/x,        push.example",
    "https://198.51.100.7/x,       proxy.example",
    "https://nas/x,                nas",
    "https://192.168.1.2/x,        192.168.1.2",
    "https://localhost/x,          localhost",
    "https://[fd00::1]/x,          [fd00::1]",
    "https://off.example/x,        off.example",
    "https://a.OFF.example./x,     a.OFF.example.",
    "https://notoff.example/x,     proxy.example",
    "https://a.dotted.example/x,   a.dotted.example",
    "https://a.starred.example/x,  a.starred.example",
    "https://ported.example/x,     proxy.example",
    "https://ported.example:99/x,  ported.example",
    "https://203.0.113.9/x,        203.0.113.9",
    "https://[2001:db8::9]/x,      [2001:db8::9]",
  })
  void who_is_dialled_is_as_curl_has_it(String uri, String host) {
    OutgoingProxies proxies =
        OutgoingProxies.of(
            Map.of(
                "HTTPS_PROXY",
                "http://proxy.example:3128",
                "NO_PROXY",
                "off.example, .dotted.example,*.starred.example ported.example:99,"
                    + "203.0.113.0/24,[2001:db8::9]"));

    assertThat(proxies.dialled(URI.create(uri))).isEqualTo(host);
  }

  @Test
  void a_star_and_an_empty_value_mean_no_proxy() {
    URI uri = URI.create("https://push.example/");

    assertThat(OutgoingProxies.of(Map.of("HTTPS_PROXY", "p.example", "no_proxy", "*")).dialled(uri))
        .isEqualTo("push.example");
    assertThat(OutgoingProxies.of(Map.of("HTTPS_PROXY", " ")).selector()).isEmpty();
    assertThat(OutgoingProxies.of(Map.of("HTTPS_PROXY", "a.b", "https_proxy", "c.d")).dialled(uri))
        .isEqualTo("c.d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://me:sesame@proxy.example:1080", "http://me:sesame@p:x", "sesame 1"})
  void what_is_no_http_proxy_is_refused_without_its_password(String proxy) {
    assertThatThrownBy(() -> OutgoingProxies.of(Map.of("HTTPS_PROXY", proxy)))
        .isInstanceOf(ChannelUrlException.class)
        .hasMessageContaining("HTTPS_PROXY must be")
        .hasMessageNotContaining("sesame");
  }
}
