package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.channel.testing.PushBrowser;
import io.github.scrappyddns.channel.testing.PushServices;
import io.github.scrappyddns.channel.testing.PushServices.Told;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers order that want alerts, and what becomes of it. */
@Tag("slow")
class DevicesTest {
  private static final String DEVICE = "/dashboard/channels/device";

  @TempDir Path directory;

  private final PushServices push = new PushServices(InstantSource.system());
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", "Office"),
            List.of(new PrintedAlerts("log", text -> true)),
            ServedPages.settings("ALERT_INTERVAL", "0s", "PUSH_HOSTS", push.origin()),
            InstantSource.system());
    pages.signIn(ServedPages.PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
    push.close();
  }

  private String form(String order, String endpoint, PushBrowser browser, String device)
      throws Exception {
    return "mark="
        + pages.mark()
        + "&do="
        + order
        + "&name=Dad%27s+phone&at="
        + encoded("https://ddns.example/home/")
        + "&device="
        + device
        + "&endpoint="
        + encoded(endpoint)
        + "&p256dh="
        + browser.p256dh()
        + "&auth="
        + browser.auth();
  }

  private HttpResponse<String> subscribe(int number, String device) throws Exception {
    return pages.post(DEVICE, form("add", push.endpoint(number), push.browser(number), device));
  }

  private int comeBack(int number, String device) throws Exception {
    return pages
        .post(DEVICE, form("back", push.endpoint(number), push.browser(number), device))
        .statusCode();
  }

  private String channels() {
    try {
      return pages.get("/dashboard/channels").body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_browser_becomes_a_channel_and_is_told() throws Exception {
    HttpResponse<String> added = subscribe(push.subscribe(), "d1");
    assertThat(added.statusCode()).isEqualTo(303);
    assertThat(added.headers().firstValue("Location"))
        .contains("../../dashboard/channels?added=Dad%27s%20phone");
    assertThat(push.complaints()).isEmpty();
    assertThat(push.bodies())
        .containsExactly("This is a test: alerts from Scrappy DDNS reach you here.");
    assertThat(pages.get("/dashboard/channels?added=Dad%27s%20phone").body())
        .contains("Dad's phone accepted the test");

    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.8");
    Await.until("both are told", () -> push.told().size() == 3);
    pages.call(1, "203.0.113.9");
    Await.until("the change is told", () -> push.told().size() == 4);
    assertThat(push.complaints()).isEmpty();
    Told home = told("Home is at 203.0.113.7");
    Told later = told("Home is at 203.0.113.9");
    Told office = told("Office is at 203.0.113.8");
    assertThat(home.notification().path("navigate").asText())
        .isEqualTo("https://ddns.example/home/dashboard/networks/1");
    assertThat(topic(later)).isEqualTo(topic(home)).isNotEqualTo(topic(office));
    assertThat(home.request().header("ttl")).isEqualTo("604800");
    assertThat(home.request().header("urgency")).isEqualTo("high");
    assertThat(pages.get("/dashboard/audit").body()).contains("Added the channel Dad's phone");
  }

  private static String topic(Told told) {
    return told.request().header("topic");
  }

  private Told told(String begin) {
    return push.told().stream()
        .filter(told -> told.body().startsWith(begin))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_key_is_made_once_and_every_message_is_signed_with_it() throws Exception {
    String order = "do=key&mark=" + pages.mark();
    String key = pages.post(DEVICE, order).body();
    assertThat(key).matches("[\\w-]{87}");
    assertThat(pages.post(DEVICE, order).body()).isEqualTo(key);
    subscribe(push.subscribe(), "d1");
    assertThat(PushBrowser.signer(push.told().get(0).request())).isEqualTo(key);
  }

  @Test
  void the_same_browser_is_one_channel_however_often_it_subscribes() throws Exception {
    int first = push.subscribe();
    subscribe(first, "d1");
    subscribe(first, "d1");
    subscribe(first, "another name that it drew");
    int second = push.subscribe();
    subscribe(second, "another name that it drew");
    assertThat(channels()).containsOnlyOnce("Dad's phone</b>");
    assertThat(push.told()).extracting(Told::browser).containsExactly(first, first, first, second);
    subscribe(push.subscribe(), "d2");
    assertThat(channels()).contains("Dad's phone 2</b>");
  }

  @Test
  void a_browser_that_comes_back_says_where_its_alerts_go() throws Exception {
    int first = push.subscribe();
    subscribe(first, "d1");
    assertThat(comeBack(first, "d1")).isEqualTo(200);
    int moved = push.subscribe();
    assertThat(comeBack(moved, "d1")).isEqualTo(200);
    pages.call(1, "203.0.113.7");
    Await.until("it is told there", () -> push.told().size() == 2);
    assertThat(push.told().get(1).browser()).isEqualTo(moved);
    assertThat(comeBack(push.subscribe(), "nobody")).isEqualTo(410);
    pages.post("/dashboard/channels/1/remove", "mark=" + pages.mark());
    assertThat(comeBack(moved, "d1")).isEqualTo(410);
    assertThat(channels()).doesNotContain("Dad");
  }

  @Test
  void what_speaks_against_this_server_has_no_browser_subscribe_anew() throws Exception {
    int number = push.subscribe();
    subscribe(number, "d1");
    push.answers(403);
    pages.post("/dashboard/channels", "do=test&channel=Dad%27s+phone&mark=" + pages.mark());
    assertThat(channels()).contains("the device is still subscribed");
    assertThat(comeBack(number, "d1")).isEqualTo(200);
    push.answers(410);
    pages.post("/dashboard/channels", "do=test&channel=Dad%27s+phone&mark=" + pages.mark());
    assertThat(comeBack(number, "d1")).isEqualTo(409);
  }

  @Test
  void what_its_owner_chose_stays_when_a_browser_moves() throws Exception {
    subscribe(push.subscribe(), "d1");
    String shown = pages.get("/dashboard/channels/1").body();
    assertThat(shown).contains("Dad's phone").doesNotContain("p256dh").doesNotContain("/push/");
    pages.post(
        "/dashboard/channels/1",
        "kind=url&f.url="
            + encoded(
                "webpush://"
                    + push.origin().substring(7)
                    + "/?path=%2Fpush%2F0&tls=no&device=d1&priority=low&p256dh="
                    + push.browser(0).p256dh()
                    + "&auth="
                    + push.browser(0).auth())
            + "&networks=Office&mark="
            + pages.mark());
    assertThat(comeBack(push.subscribe(), "d1")).isEqualTo(200);
    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.8");
    Await.until("it is told", () -> push.told().size() == 2);
    assertThat(push.told().get(1).body()).startsWith("Office");
    assertThat(push.told().get(1).request().header("urgency")).isEqualTo("low");
    assertThat(push.told().get(1).notification().path("silent").asBoolean()).isTrue();
  }

  @Test
  void a_browser_that_was_dropped_is_told_of_by_the_others_and_mended_when_it_comes_back()
      throws Exception {
    try (NtfyServer ntfy = new NtfyServer()) {
      int lost = push.subscribe();
      subscribe(lost, "d1");
      String other = "kind=ntfy&f.topic=a-secret-topic&name=Phone&f.server=";
      pages.post(
          "/dashboard/channels/new", other + encoded(ntfy.address()) + "&mark=" + pages.mark());
      push.drop(lost);
      pages.call(1, "203.0.113.7");
      Await.until(
          "the other tells",
          () ->
              ntfy.received().stream()
                  .anyMatch(text -> text.contains("this device is no longer subscribed")));
      assertThat(ntfy.received()).anyMatch(text -> text.startsWith("Dad's phone needs attention"));
      Await.until("the page says so", () -> channels().contains("Needs attention"));
      assertThat(channels()).contains("this device is no longer subscribed");

      assertThat(comeBack(lost, "d1")).as("to subscribe anew").isEqualTo(409);
      int anew = push.subscribe();
      assertThat(comeBack(anew, "d1")).isEqualTo(200);
      Await.until("what waited is told", () -> push.bodies().size() == 2);
      assertThat(push.told().get(1).browser()).isEqualTo(anew);
      assertThat(push.bodies().get(1)).startsWith("Home is at 203.0.113.7");
    }
  }

  @Test
  void what_cannot_be_called_or_is_no_key_is_refused_and_shows_no_secret() throws Exception {
    PushBrowser browser = push.browser(push.subscribe());
    for (String endpoint :
        List.of(
            "https://evil.example/push",
            "https://fcm.googleapis.com@evil.example/push",
            "https://fcm.googleapis.com:8443/push",
            "https://127.0.0.1/push",
            "http://169.254.169.254/latest",
            "https://evil.example/.push.apple.com",
            "file:///etc/passwd",
            "nonsense",
            "")) {
      HttpResponse<String> answer = pages.post(DEVICE, form("add", endpoint, browser, "d1"));
      assertThat(answer.statusCode()).as(endpoint).isEqualTo(400);
      assertThat(answer.body()).contains("This does not work: ").doesNotContain(browser.auth());
    }
    // Its last letter holds four bits, which must be others than they were.
    String other = "ABCD".indexOf(browser.p256dh().charAt(86)) >= 0 ? "E" : "A";
    HttpResponse<String> beside =
        pages.post(
            DEVICE,
            form("add", "https://fcm.googleapis.com/x", browser, "d1")
                .replace(browser.p256dh(), browser.p256dh().substring(0, 86) + other));
    assertThat(beside.body()).contains("the browser's key is no point");
    assertThat(channels()).contains("No channel yet");
  }

  @Test
  void no_other_site_can_order_anything_of_it() throws Exception {
    String forged = form("add", push.endpoint(push.subscribe()), push.browser(0), "d1");
    assertThat(pages.post(DEVICE, forged.replaceFirst("mark=[^&]*", "mark=x")).statusCode())
        .isEqualTo(403);
    assertThat(pages.post(DEVICE, forged, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(pages.post(DEVICE, "do=key&mark=x").statusCode()).isEqualTo(403);
    pages.cookie("");
    assertThat(pages.post(DEVICE, forged).statusCode()).isEqualTo(303);
    assertThat(push.told()).isEmpty();
  }

  @Test
  void the_worker_may_work_for_the_whole_dashboard_and_is_looked_at_for_news() throws Exception {
    HttpResponse<String> answer = pages.get("/assets/worker.js");
    assertThat(answer.headers().firstValue("Service-Worker-Allowed")).contains("../");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    // Another version of what it imports is another worker.
    assertThat(answer.body()).containsPattern("importScripts\\(\"push\\.js\\?v=[0-9a-f]{12}\"");
  }
}
