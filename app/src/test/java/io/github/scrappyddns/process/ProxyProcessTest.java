package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.process.FrontProxy.Running;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real nginx, Apache httpd and Caddy in front of the real jar, set up as docs/proxy says. */
class ProxyProcessTest {
  private static final String PASSWORD = "behind-a-proxy";
  private static final Pattern COOKIE = Pattern.compile("(?i)set-cookie: ([^;]+);[^\r\n]*");

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks counted;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks trusted;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @SuppressWarnings("NullAway.Init")
  private static Issued certificate;

  @BeforeAll
  static void start() throws IOException {
    authority = new PrivateAuthority(Files.createDirectories(directory.resolve("authority")));
    certificate = authority.issue(KeyForm.EC_PKCS8);
    counted = behindAProxy("counted", Map.of("SCRAPPY_PROXY_COUNT", "1"));
    trusted =
        behindAProxy(
            "trusted",
            Map.of("SCRAPPY_TRUSTED_PROXIES", "127.0.0.1 ::1", "SCRAPPY_ADMIN_PASSWORD", PASSWORD));
  }

  private static WatchedNetworks behindAProxy(String name, Map<String, String> settings)
      throws IOException {
    return new WatchedNetworks(Files.createDirectories(directory.resolve(name)), settings);
  }

  @AfterAll
  static void stop() {
    counted.close();
    trusted.close();
  }

  private static Ended call(ProxiedWay way, String from, String target, String... options) {
    return way.call(authority.root(), directory, from, target, options);
  }

  private static void assertAnswered(String status, String body, Ended ended) {
    assertThat(ended.output()).matches("HTTP/\\S+ " + status + "\\b[\\s\\S]*");
    assertThat(ended.output()).endsWith("\r\n\r\n" + body);
    assertThat(ended.output().toLowerCase(Locale.ROOT))
        .contains("content-length: " + body.length())
        .doesNotContain("transfer-encoding", "location:");
  }

  @ParameterizedTest
  @EnumSource
  void the_address_seen_is_the_callers_in_the_clear_and_over_tls(FrontProxy kind)
      throws IOException {
    for (WatchedNetworks networks : List.of(counted, trusted)) {
      try (Running proxy = kind.before(networks.port(), certificate, directory)) {
        Network network = networks.next();
        String target = "/" + network.token();
        for (ProxiedWay way : ProxiedWay.through(proxy)) {
          for (String from : List.of("127.0.0.2", "127.0.0.3")) {
            assertAnswered("200", "OK", call(way, from, target));
            assertThat(networks.alert(network)).startsWith(network.name() + " is at " + from);
            assertAnswered("200", from + "\n", call(way, from, "/myip"));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_address_that_the_caller_forges_is_not_believed(FrontProxy kind) throws IOException {
    for (WatchedNetworks networks : List.of(counted, trusted)) {
      try (Running proxy = kind.before(networks.port(), certificate, directory)) {
        for (ProxiedWay way : ProxiedWay.through(proxy)) {
          for (List<String> forged :
              List.of(
                  List.of("X-Forwarded-For: 6.6.6.6"),
                  List.of("X-Forwarded-For: 6.6.6.6, 127.0.0.1"),
                  List.of("X-Forwarded-For: 6.6.6.6", "x-forwarded-for: 7.7.7.7"),
                  List.of("X-Forwarded-For:  ,,", "X-Real-IP: 6.6.6.6"),
                  List.of("Forwarded: for=6.6.6.6"),
                  List.of("Forwarded: for=\"", "X-Forwarded-For: unknown"),
                  List.of("Connection: close, X-Forwarded-For", "Client-IP: 6.6.6.6"))) {
            String[] options =
                forged.stream().flatMap(line -> Stream.of("-H", line)).toArray(String[]::new);
            assertAnswered("200", "127.0.0.3\n", call(way, "127.0.0.3", "/myip", options));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_caller_by_ipv6_is_seen_as_one(FrontProxy kind) throws IOException {
    try (Running proxy = kind.before(counted.port(), certificate, directory)) {
      Network network = counted.next();
      for (ProxiedWay way : ProxiedWay.through(proxy)) {
        assertAnswered("200", "OK", call(way, "::1", "/" + network.token()));
        assertAnswered("200", "::1\n", call(way, "::1", "/myip"));
      }
      assertThat(counted.alert(network)).startsWith(network.name() + " is at ::1 ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_form_of_a_call_comes_through_as_it_is(FrontProxy kind) throws IOException {
    try (Running proxy = kind.before(trusted.port(), certificate, directory)) {
      for (ProxiedWay way : ProxiedWay.through(proxy)) {
        Network network = trusted.next();
        String target = "/" + network.token();
        String here = "127.0.0.2";
        assertAnswered("200", "OK", call(way, here, target + "?ip_address=203.0.113.7"));
        assertThat(trusted.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
        assertAnswered("200", "OK", call(way, here, target, "-d", "ip_address=203.0.113.8"));
        assertThat(trusted.alert(network)).startsWith(network.name() + " is at 203.0.113.8");
        assertAnswered(
            "200", "OK", call(way, here, target + "/?ip=2001%3adb8%3A%3a7", "-0", "--no-alpn"));
        assertThat(trusted.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
        assertThat(call(way, here, target + "?ip_address=203.0.113.9", "-I").output())
            .matches("HTTP/\\S+ 200\\b[\\s\\S]*\r\n\r\n");
        assertThat(trusted.alert(network)).startsWith(network.name() + " is at 203.0.113.9");

        String update = "/nic/update?hostname=home.example.com&myip=203.0.113.9,2001:db8::7";
        assertAnswered(
            "200",
            "nochg 203.0.113.9,2001:db8::7\n",
            call(way, here, update, "-u", "home:" + network.token()));
        assertThat(call(way, here, update, "--anyauth", "-u", "home:" + network.token()).output())
            .containsPattern("(?i)HTTP/\\S+ 401[\\s\\S]*www-authenticate: Basic[\\s\\S]*nochg ");
        assertAnswered("200", "OK", call(way, here, "/update?token=" + network.token()));
        assertAnswered("404", "Not Found\n", call(way, here, "/no-such-token"));
        assertAnswered(
            "400",
            "badip: ip_address is not an IPv4 or IPv6 address\n",
            call(way, here, target + "?ip_address=x"));
      }
      for (ProxiedWay way : ProxiedWay.through(proxy)) {
        ProxiedWay bare = new ProxiedWay(way.scheme(), FrontProxy.UNDER_A_PATH, way.port(), "");
        assertThat(call(bare, "127.0.0.2", "/ddns").output()).matches("HTTP/\\S+ 404[\\s\\S]*");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void somebody_signs_in_at_the_root_and_under_a_path(FrontProxy kind) throws IOException {
    try (Running proxy = kind.before(trusted.port(), certificate, directory)) {
      for (ProxiedWay way : ProxiedWay.through(proxy)) {
        String here = "127.0.0.2";
        String form = "password=" + PASSWORD;
        String ours = "Origin: " + way.scheme() + "://" + way.host() + ":" + way.port();
        String entry = call(way, here, "/login", "-d", form, "-H", ours).output();
        assertThat(entry).matches("HTTP/\\S+ 303\\b[\\s\\S]*").containsIgnoringCase("location: ./");
        Matcher cookie = COOKIE.matcher(entry);
        assertThat(cookie.find()).as(entry).isTrue();
        boolean tls = way.scheme().equals("https");
        assertThat(cookie.group()).contains(tls ? "__Host-scrappy-session=" : ": scrappy-session=");
        assertThat(cookie.group().endsWith("; Secure")).isEqualTo(tls);

        String sent = "Cookie: " + cookie.group(1);
        assertThat(call(way, here, "/", "-H", sent).output())
            .contains("<title>Networks ·")
            .contains("href=\"assets/look.css?");
        assertThat(call(way, here, "/dashboard/access", "-H", sent).output()).contains(here);
        assertThat(
                call(way, here, "/login", "-d", form, "-H", "Origin: https://x.example").output())
            .matches("HTTP/\\S+ 403\\b[\\s\\S]*");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_document_shows_exactly_these_settings(FrontProxy kind) throws IOException {
    Path document = kind.snippet().resolve("../../behind-a-proxy.md").normalize();
    assertThat(document).content().contains("\n" + Files.readString(kind.snippet()) + "```\n");
  }
}
