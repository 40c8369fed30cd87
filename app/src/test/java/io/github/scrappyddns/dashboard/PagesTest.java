package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.server.LanAddress;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages say, and what their orders do. */
@Tag("slow")
class PagesTest {
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final ScriptedChannel phone = new ScriptedChannel("phone");

  private ServedPages served(String... names) throws Exception {
    ServedPages pages =
        new ServedPages(
            directory, ServedPages.tokens(names), List.of(phone), ServedPages.settings(), clock);
    pages.signIn(PASSWORD);
    return pages;
  }

  @Test
  void one_sentence_says_how_all_networks_are() throws Exception {
    try (ServedPages pages = served("Home", "Office", "Attic")) {
      assertThat(pages.get("/").body())
          .contains("3 networks: 3 have never called. Nothing has changed yet.");
      pages.call(1, "203.0.113.7");
      pages.call(2, "192.168.1.2");
      clock.advance(Duration.ofMinutes(3));
      String body = pages.get("/").body();
      assertThat(body)
          .contains("3 networks: 2 calling, 1 has never called. The last change was 3 min ago.")
          .contains("203.0.113.7")
          .contains("Private address")
          .contains("<span class=\"tag\">private</span>")
          .contains("Waiting for its first call.");
    }
  }

  @Test
  void a_service_without_networks_says_how_to_get_one() throws Exception {
    try (ServedPages pages = served()) {
      assertThat(pages.get("/").body())
          .contains("No network yet")
          .contains("scrappy-ddns token Home")
          .contains("token.list");
    }
  }

  /**
   * Where other machines find the service, which a browser on the same machine calls by loopback.
   */
  private static String beside(ServedPages pages) {
    return "http://" + LanAddress.find().orElse("127.0.0.1") + ":" + pages.port();
  }

  @Test
  void the_page_of_a_network_tells_what_happened_and_what_to_type() throws Exception {
    try (ServedPages pages = served("Home")) {
      pages.call(1, "203.0.113.7");
      clock.advance(Duration.ofDays(12));
      pages.call(1, "203.0.113.99");
      pages.signIn(PASSWORD);
      String body = pages.get("/dashboard/networks/1?client=curl").body();
      assertThat(body)
          .contains("since today 12:00; before that 203.0.113.7 for 12 days")
          .contains("IPv4 moved to <span class=\"mono\">203.0.113.99</span>")
          .contains("from 203.0.113.7, held for 12 days")
          .contains("the first address it called from")
          .contains("curl -4 -fsS -m 20 -o /dev/null " + beside(pages) + "/YOUR-TOKEN")
          .contains("<title>203.0.113.7, ")
          .doesNotContain("token-number-1");
    }
  }

  @Test
  void a_time_to_come_is_told_to_the_minute() throws Exception {
    try (ServedPages pages = served("Home")) {
      assertThat(away(pages, Duration.ofHours(4))).contains("away until today 16:00.");
      assertThat(away(pages, Duration.ofHours(12))).contains("away until tomorrow 00:00.");
      assertThat(away(pages, Duration.ofDays(3))).containsPattern("until \\d+ \\w{3} 12:00\\.");
    }
  }

  private static String away(ServedPages pages, Duration time) throws Exception {
    String page = "/dashboard/networks/1";
    pages.post(page, "do=maintain&time=" + time.toMillis() + "&mark=" + pages.mark());
    return pages.get(page).body();
  }

  @Test
  void buttons_and_links_that_are_heard_alone_say_what_they_are_for() throws Exception {
    try (ServedPages pages = served("Home")) {
      pages.call(1, "203.0.113.7");
      clock.advance(Duration.ofMinutes(1));
      assertThat(pages.get("/dashboard/channels").body())
          .contains("aria-label=\"Send a test to phone\"");
      assertThat(pages.get("/dashboard/networks/1").body())
          .contains("aria-label=\"CSV: addresses of Home, the last 30 days\"")
          .contains("#picture\"");
      pages.signIn(PASSWORD);
      assertThat(pages.get("/dashboard/access").body())
          .contains("aria-label=\"End the session of ")
          .contains(", from 127.0.0.1, since today 12:00\"");
      assertThat(pages.get("/dashboard/audit").body()).contains("<th scope=\"row\">");
      assertThat(pages.get("/dashboard/start").body())
          .contains("Password<span class=\"visually-hidden\"> (done)</span>");
    }
  }

  @Test
  void a_deed_that_only_another_release_knows_is_shown_by_its_name() throws Exception {
    try (ServedPages pages = served("Home")) {
      pages.sql(
          "INSERT INTO audit (at, who, address, deed, about)"
              + " VALUES (1000, 'owner', '203.0.113.7', 'MOVED_MOUNTAIN', 'Everest')");
      assertThat(pages.get("/dashboard/audit").body()).contains("MOVED_MOUNTAIN Everest");
    }
  }

  @Test
  void events_have_pages() throws Exception {
    try (ServedPages pages = served("Home")) {
      for (int i = 1; i <= 25; i++) {
        pages.call(1, "203.0.113." + i);
      }
      String newest = pages.get("/dashboard/networks/1").body();
      assertThat(newest).contains("?before=6#events").contains(">203.0.113.25<");
      String older = pages.get("/dashboard/networks/1?before=6").body();
      assertThat(older).contains("Back to the newest").contains("the first address it called from");
    }
  }

  @Test
  void settings_show_where_each_comes_from_and_no_secret() throws Exception {
    Files.writeString(directory.resolve("scrappy-ddns.conf"), "ALERT_INTERVAL='30s'\n");
    try (ServedPages pages = served("Home")) {
      assertThat(pages.get("/dashboard/settings").body())
          .contains("<th scope=\"row\" class=\"mono\">")
          .contains("scrappy-ddns.conf line 1")
          .contains("SCRAPPY_ADMIN_PASSWORD")
          .contains("***")
          .doesNotContain("quiet evening");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/dashboard/channels/, ../../dashboard/channels",
    "//dashboard//channels, ../../../dashboard/channels",
    "/login/, ../login",
    "/dashboard, ./",
    "/dashboard/networks, .././",
  })
  void another_spelling_of_a_path_leads_to_the_page(String path, String location) throws Exception {
    try (ServedPages pages = served("Home")) {
      assertThat(pages.get(path).headers().firstValue("Location")).contains(location);
    }
  }

  @Test
  void who_a_trusted_proxy_names_is_in_without_a_password_and_only_by_one_name() throws Exception {
    try (ServedPages pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(phone),
            Map.of("SCRAPPY_TRUSTED_PROXIES", "127.0.0.1", "SCRAPPY_SIGN_IN_HEADER", "Remote-User"),
            clock)) {
      assertThat(pages.service().firstLink()).isEmpty();
      HttpResponse<String> named =
          pages.send(
              pages
                  .request("/dashboard/access")
                  .headers("Remote-User", "anna <b>", "X-Forwarded-For", "203.0.113.5")
                  .GET());
      assertThat(named.body()).contains("You are anna &lt;b&gt;").doesNotContain("Sign out");
      HttpResponse<String> twice =
          pages.send(pages.request("/").headers("Remote-User", "anna", "Remote-User", "eve").GET());
      assertThat(twice.statusCode()).isEqualTo(303);
      assertThat(pages.get("/").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void a_proxy_that_speaks_tls_has_the_cookie_kept_for_tls_alone() throws Exception {
    try (ServedPages pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(phone),
            ServedPages.settings("TRUSTED_PROXIES", "127.0.0.1"),
            clock)) {
      String form = "password=" + ServedPages.encoded(PASSWORD);
      String cookie =
          pages
              .post("/login", form, "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.1")
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow();
      assertThat(cookie).startsWith("__Host-scrappy-session=").endsWith("; Secure");
    }
  }

  @Test
  void it_says_which_channel_is_not_told_and_what_the_settings_say_of_silence() throws Exception {
    ScriptedChannel office = new ScriptedChannel("office");
    office.wantsOnly("Office");
    try (ServedPages pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", "Cabin"),
            List.of(office),
            ServedPages.settings("SILENT_AFTER", "Cabin=2h"),
            clock)) {
      pages.signIn(PASSWORD);
      assertThat(pages.get("/dashboard/networks/1").body())
          .contains("Not told, because it names other networks: office.")
          .contains("as SILENT_AFTER says: never");
      assertThat(pages.get("/dashboard/networks/2").body())
          .contains("as SILENT_AFTER says: after 2 h");
    }
  }
}
