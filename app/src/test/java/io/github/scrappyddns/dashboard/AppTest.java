package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inbox, and what makes an app of the pages, as a browser asks for it. */
@Tag("slow")
class AppTest {
  private static final String EVIL = "<img src=x onerror=alert(1)>\"'";
  private static final Pattern MANIFEST = Pattern.compile("rel=\"manifest\" href=\"([^\"]+)\"");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", EVIL),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            clock);
    pages.signIn(PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private String inbox() throws Exception {
    return pages.get("/dashboard/alerts").body();
  }

  private static String upTo(String page) {
    Matcher place = Pattern.compile("name=\"upTo\" value=\"([^\"]+)\"").matcher(page);
    return place.find() ? place.group(1) : "none";
  }

  @Test
  void alerts_are_new_until_they_are_marked_and_every_page_says_how_many() throws Exception {
    assertThat(inbox()).contains("No alerts yet").contains("Nothing new.").doesNotContain("upTo");
    pages.call(1, "203.0.113.7");
    clock.advance(Duration.ofMinutes(2));
    pages.call(1, "203.0.113.8");
    pages.call(2, "203.0.113.9");
    String page = inbox();
    assertThat(page)
        .contains("3 are new.")
        .contains("IPv4 moved to <span class=\"mono\">203.0.113.8</span>")
        .contains("from 203.0.113.7, held for 2 min")
        .contains("<span class=\"tag fresh\">New</span>")
        .contains("href=\"../dashboard/networks/1\"");
    assertThat(pages.get("/dashboard/settings").body())
        .contains("<span class=\"count news\">3<span class=\"visually-hidden\"> new</span></span>");

    pages.call(1, "203.0.113.10");
    HttpResponse<String> done =
        pages.post("/dashboard/alerts", "do=read&upTo=" + upTo(page) + "&mark=" + pages.mark());
    assertThat(done.headers().firstValue("Location")).contains("../dashboard/alerts?news=read");
    assertThat(inbox()).contains("1 is new.").as("what came meanwhile").contains("203.0.113.10");
  }

  @Test
  void to_look_at_a_network_is_to_read_its_alerts() throws Exception {
    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.9");
    assertThat(pages.get("/dashboard/networks/1").body()).contains("<span class=\"count news\">1<");
    assertThat(inbox()).contains("1 is new.");
  }

  @Test
  void a_page_that_looks_for_news_by_itself_has_read_nothing() throws Exception {
    pages.call(1, "203.0.113.7");
    String network = "/dashboard/networks/1";
    pages.send(pages.request(network).GET().header("Sec-Fetch-Mode", "cors"));
    pages.send(pages.request(network).GET().header("Sec-Purpose", "prefetch"));
    pages.send(pages.request(network).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(inbox()).contains("1 is new.");
    pages.send(pages.request(network).GET().header("Sec-Fetch-Mode", "navigate"));
    assertThat(inbox()).doesNotContain("is new.");
  }

  @Test
  void a_file_of_another_version_is_not_kept_under_its_address() throws Exception {
    assertThat(pages.get("/assets/look.css?v=0123456789ab").headers().firstValue("Cache-Control"))
        .contains("no-store");
    assertThat(pages.get("/assets/look.css").headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable");
  }

  @Test
  void a_mark_that_another_site_sends_is_not_heeded() throws Exception {
    pages.call(1, "203.0.113.7");
    String upTo = upTo(inbox());
    assertThat(pages.post("/dashboard/alerts", "do=read&upTo=" + upTo).statusCode()).isEqualTo(403);
    assertThat(inbox()).contains("1 is new.");
  }

  @Test
  void older_alerts_stand_on_further_pages() throws Exception {
    for (int i = 1; i <= 60; i++) {
      pages.call(1, "203.0.113." + i);
    }
    Matcher link = Pattern.compile("\\?before=\\d+-\\d+").matcher(inbox());
    assertThat(link.find()).isTrue();
    assertThat(pages.get("/dashboard/alerts" + link.group()).body())
        .contains("the first address it called from")
        .contains("Back to the newest")
        .as("who has not seen the newest marks nothing")
        .doesNotContain("upTo");
    assertThat(pages.get("/dashboard/alerts?before=x").body()).contains("203.0.113.60");
  }

  @Test
  void the_data_that_an_app_holds_are_for_who_is_signed_in_and_hold_names_as_text()
      throws Exception {
    pages.call(2, "203.0.113.9");
    HttpResponse<String> answer = pages.get("/dashboard/alerts.json");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode data = new ObjectMapper().readTree(answer.body());
    assertThat(data.path("at").asText()).isEqualTo(HandClock.NOON.toString());
    JsonNode alert = data.path("alerts").get(0);
    assertThat(alert.path("about").asText()).isEqualTo(EVIL);
    assertThat(alert.path("what").asText()).isEqualTo("IPv4 is");
    assertThat(alert.path("address").asText()).isEqualTo("203.0.113.9");
    assertThat(alert.path("unread").asBoolean()).isTrue();
    assertThat(inbox()).doesNotContain("<img");

    pages.cookie("");
    HttpResponse<String> stranger = pages.get("/dashboard/alerts.json");
    assertThat(stranger.statusCode()).isEqualTo(303);
    assertThat(stranger.body()).isEmpty();
    assertThat(pages.get("/dashboard/offline").body())
        .contains("No connection")
        .doesNotContain("203.0.113.9", "app.js", "<nav");
  }

  /** As below a servlet container's path: a link is counted from the page that it stands on. */
  @Test
  void all_of_the_app_lies_below_whatever_path_the_service_is_given() throws Exception {
    URI page = URI.create("https://example.org/ddns/dashboard/networks/1");
    Matcher link = MANIFEST.matcher(pages.get("/dashboard/networks/1").body());
    assertThat(link.find()).isTrue();
    URI manifest = page.resolve(link.group(1));
    assertThat(manifest.getPath()).isEqualTo("/ddns/assets/app.webmanifest");
    HttpResponse<String> answer = pages.get("/assets/app.webmanifest");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/manifest+json");
    JsonNode app = new ObjectMapper().readTree(answer.body());
    assertThat(manifest.resolve(app.path("start_url").asText()))
        .hasToString("https://example.org/ddns/dashboard/alerts");
    assertThat(manifest.resolve(app.path("scope").asText()))
        .hasToString("https://example.org/ddns/");
    assertThat(app.path("icons")).hasSize(3);
    for (JsonNode icon : app.path("icons")) {
      assertThat(manifest.resolve(icon.path("src").asText()).toString())
          .matches("https://example.org/ddns/assets/icon-[a-z0-9]+\\.png\\?v=[0-9a-f]{12}");
      HttpResponse<String> picture = pages.get("/assets/" + icon.path("src").asText());
      assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
      assertThat(picture.body()).contains("PNG");
    }
    HttpResponse<String> worker = pages.get("/assets/worker.js");
    URI script = URI.create("https://example.org/ddns/assets/worker.js");
    assertThat(script.resolve(worker.headers().firstValue("Service-Worker-Allowed").orElseThrow()))
        .hasToString("https://example.org/ddns/");
    assertThat(worker.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(worker.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
    assertThat(worker.body())
        .containsPattern("importScripts\\(\"push\\.js\\?v=[0-9a-f]{12}\"\\)")
        .contains("const BUILD = \"")
        .doesNotContain("{{", "?v\"");
  }

  @Test
  void the_policy_lets_in_a_manifest_and_a_worker_of_ours_and_nothing_more() throws Exception {
    assertThat(pages.get("/").headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'");
  }

  @Test
  void who_comes_without_https_reads_why_nothing_can_be_installed() throws Exception {
    String insecure = "data-secure=\"no\">";
    assertThat(inboxBy("127.0.0.1:" + pages.port())).doesNotContain(insecure);
    assertThat(inboxBy("localhost")).doesNotContain(insecure);
    assertThat(inboxBy("ddns.lan:5000"))
        .contains(insecure)
        .contains("TLS_ACME='ddns.example.com'")
        .contains("data-secure=\"yes\" hidden>");
    assertThat(inboxBy("localhost.evil.example")).contains(insecure);
  }

  /** The page as somebody gets it who came by this name. */
  private String inboxBy(String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pages.port())) {
      String call =
          "GET /dashboard/alerts HTTP/1.0\r\nHost: %s\r\nCookie: %s\r\n\r\n"
              .formatted(host, pages.cookie());
      socket.getOutputStream().write(call.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
