package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.DevTools;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/** The pages as an app, in a real browser: installed, without a network, and told by a push. */
@Tag("installed")
@Tag("slow")
class AppBrowserTest {
  private static final String EVIL = "<img src=x onerror=alert(1)>";
  private static final String HELD =
      "const found = await caches.match(new URL('/dashboard/alerts.json', location).href);"
          + " return found ? await found.text() : 'nothing';";

  private static final String SHOWN =
      "const all = await (await navigator.serviceWorker.ready).getNotifications();"
          + " return all.map(one => [one.title, one.body, one.tag].join(' ')).join('|')";

  @TempDir Path directory;

  private ServedPages pages;
  private Browser browser;

  /** The line to the worker, which is cut off for as long as it is held. */
  private Optional<DevTools> worker = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", EVIL),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            InstantSource.system());
    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.8");
    browser = new Browser().on(Screen.PHONE_LIGHT);
  }

  @AfterEach
  void close() {
    worker.ifPresent(DevTools::close);
    browser.close();
    pages.close();
  }

  private void signIn() {
    browser.open(pages.address() + "/login");
    browser.find("#password").sendKeys(ServedPages.PASSWORD, Keys.ENTER);
    browser.until("h1", "Networks");
    await("return (await navigator.serviceWorker.ready).active.state", "activated");
  }

  /** What a script gives that may have to wait. */
  private String script(String body) {
    Object value =
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[0]; (async () => {" + body + "})().then(done, done)");
    return String.valueOf(value);
  }

  private void await(String script, String text) {
    Await.until(script + " gives " + text, () -> script(script).contains(text));
  }

  /** Cuts the page and the worker behind it off from the service. */
  private void network(boolean there) {
    Map<String, Object> conditions =
        Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1);
    browser.driver().executeCdpCommand("Network.enable", Map.of());
    browser.driver().executeCdpCommand("Network.emulateNetworkConditions", conditions);
    DevTools line = there ? worker.orElseThrow() : DevTools.worker(browser.driver());
    line.send("Network.enable", Map.of());
    line.send("Network.emulateNetworkConditions", conditions);
    worker = Optional.of(line);
  }

  @Test
  void a_browser_finds_an_app_without_a_fault() {
    signIn();
    Map<String, Object> manifest =
        browser.driver().executeCdpCommand("Page.getAppManifest", Map.of());
    assertThat(manifest.get("errors")).isEqualTo(List.of());
    assertThat(String.valueOf(manifest.get("url"))).contains("/assets/app.webmanifest");
    Map<String, Object> faults =
        browser.driver().executeCdpCommand("Page.getInstallabilityErrors", Map.of());
    assertThat(faults.get("installabilityErrors")).isEqualTo(List.of());
    assertThat(script("return (await navigator.serviceWorker.ready).scope"))
        .isEqualTo(pages.address() + "/");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_page_for_the_time_without_a_network_takes_the_language_of_the_others() {
    signIn();
    String held =
        "const found = await caches.match(new URL('/dashboard/offline', location).href,"
            + " {ignoreVary: true}); return found ? await found.text() : 'nothing';";
    await(held, "No connection");
    DevTools line = DevTools.worker(browser.driver());
    worker = Optional.of(line);
    line.send("Network.enable", Map.of());
    line.send("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", "de")));
    browser.open(pages.address() + "/dashboard/channels");
    browser.until("h1", "Kanäle");
    await(held, "Keine Verbindung");
    network(false);
    browser.open(pages.address() + "/dashboard/problems");
    browser.until("h1", "Keine Verbindung");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void without_a_network_the_last_alerts_are_shown_and_then_the_page_goes_on(Screen screen)
      throws IOException {
    browser.on(screen);
    signIn();
    browser.open(pages.address() + "/dashboard/alerts");
    await(HELD, "203.0.113.8");
    assertThat(browser.complaints()).isEmpty();
    network(false);
    browser.open(pages.address() + "/dashboard/networks/1");
    browser.until("h1", "No connection");
    browser.until("#held-alerts", "Home");
    assertThat(browser.text("#held-alerts")).contains("203.0.113.7").contains(EVIL).contains("New");
    assertThat(browser.text("#held-title")).contains("Alerts as of");
    assertThat(script("return document.querySelectorAll('#held img').length")).isEqualTo("0");
    String pictures = System.getProperty("scrappy.pictures", "");
    if (!pictures.isEmpty()) {
      browser.picture(Path.of(pictures, "offline-" + screen.label() + ".png"));
    }
    assertThat(browser.overflow()).isZero();
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.complaints()).allMatch(text -> text.contains("ERR_INTERNET_DISCONNECTED"));
    assertThat(browser.find("#again").getAttribute("href"))
        .isEqualTo(pages.address() + "/dashboard/networks/1");
    network(true);
    browser.until("h1", "Home");
  }

  @Test
  void whoever_signs_out_leaves_nothing_behind() {
    signIn();
    browser.open(pages.address() + "/dashboard/alerts");
    await(HELD, "203.0.113.8");
    browser.find("header form button").click();
    browser.until("h1", "Sign in");
    await(HELD, "nothing");
    assertThat(script("return (await (await fetch('/dashboard/alerts.json')).text())"))
        .doesNotContain("203.0.113");
    network(false);
    browser.open(pages.address() + "/dashboard/alerts");
    browser.until("h1", "No connection");
    browser.until("#held-none", "No alerts are held on this device.");
    assertThat(browser.text("main")).doesNotContain("203.0.113");
  }

  @Test
  void a_session_that_was_ended_elsewhere_leaves_nothing_behind_either() throws Exception {
    signIn();
    browser.open(pages.address() + "/dashboard/alerts");
    await(HELD, "203.0.113.8");
    pages.sql("DELETE FROM session");
    browser.driver().executeScript("document.dispatchEvent(new Event('visibilitychange'))");
    await(HELD, "nothing");
  }

  @Test
  void nothing_but_the_shell_and_the_alerts_is_held() {
    signIn();
    for (String page : List.of("/", "/dashboard/networks/1", "/dashboard/channels/new")) {
      browser.open(pages.address() + page);
    }
    await(HELD, "203.0.113.8");
    String held =
        script(
            "const all = []; for (const name of await caches.keys())"
                + " for (const one of await (await caches.open(name)).keys())"
                + " all.push(new URL(one.url).pathname); return all.sort().join(' ')");
    assertThat(held)
        .isEqualTo(
            "/assets/app.webmanifest /assets/icon-180.png /assets/icon-192.png /assets/icon.svg"
                + " /assets/look.css /assets/offline.js /assets/page.js /dashboard/alerts.json"
                + " /dashboard/offline");
  }

  @Test
  void a_push_is_shown_the_next_takes_its_place_and_a_touch_leads_to_the_network() {
    Map<String, Object> allowed =
        Map.of("origin", pages.address(), "permissions", List.of("notifications"));
    browser.driver().executeCdpCommand("Browser.grantPermissions", allowed);
    signIn();
    browser.driver().executeCdpCommand("ServiceWorker.enable", Map.of());
    // A browser that has just learned of the worker may lose the first push: it is sent again.
    Await.until(
        "a push is shown",
        () -> {
          push("Home moved", "203.0.113.7", "/dashboard/networks/1");
          return script(SHOWN).equals("Home moved 203.0.113.7 network-1");
        });
    push("Home moved again", "203.0.113.9", "/dashboard/networks/1");
    await(SHOWN, "Home moved again 203.0.113.9 network-1");
    assertThat(script(SHOWN)).doesNotContain("|");
    touch();
    browser.until("h1", "Home");
    assertThat(browser.driver().getCurrentUrl())
        .isEqualTo(pages.address() + "/dashboard/networks/1");
    assertThat(script(SHOWN)).isEmpty();

    push("Elsewhere", "evil", "https://evil.example/");
    await(SHOWN, "Elsewhere");
    touch();
    browser.until("h1", "Alerts");
    deliver("this is no JSON");
    await(SHOWN, "Scrappy DDNS");
    assertThat(browser.complaints()).isEmpty();
  }

  private void push(String title, String body, String page) {
    String link = page.startsWith("/") ? pages.address() + page : page;
    deliver(
        """
        {"web_push": 8030, "notification": {"title": "%s", "body": "%s", "navigate": "%s", "tag": "network-1", "lang": "en"}}"""
            .formatted(title, body, link));
  }

  private void deliver(String data) {
    browser
        .driver()
        .executeCdpCommand(
            "ServiceWorker.deliverPushMessage",
            Map.of("origin", pages.address(), "registrationId", "0", "data", data));
  }

  /** Touches what is shown: no driver can, so the worker is told that somebody has. */
  private void touch() {
    try (DevTools line = DevTools.worker(browser.driver())) {
      line.evaluate(
          "registration.getNotifications().then(([notification]) => self.dispatchEvent("
              + "new NotificationEvent('notificationclick', {notification})))");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Screen.class,
      names = {"PHONE_LIGHT", "DESK_DARK"})
  void the_inbox_is_read_by_keyboard_and_tells_what_is_new_in_words(Screen screen)
      throws Exception {
    browser.on(screen);
    signIn();
    browser.open(pages.address() + "/dashboard/alerts");
    assertThat(browser.text("[data-live=sentence]")).isEqualTo("2 are new.");
    assertThat(browser.text("li.unread")).contains("New").contains("203.0.113.8");
    pages.call(1, "203.0.113.99");
    browser.driver().executeScript("document.dispatchEvent(new Event('visibilitychange'))");
    browser.until("[data-live=list]", "203.0.113.99");
    browser.until("[data-live=unread]", "3");
    assertThat(browser.barriers()).isEmpty();
    browser.find("[data-live=mark] button").sendKeys(Keys.ENTER);
    browser.until("[role=status]:focus", "All of them are marked as read.");
    assertThat(browser.text("[data-live=sentence]")).isEqualTo("Nothing new.");
    assertThat(browser.text("[data-live=unread]")).isEmpty();
    assertThat(browser.text("#app")).contains("On this computer").doesNotContain("iPhone", "TLS");
    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void each_device_reads_how_it_installs_the_app() {
    signIn();
    for (Map.Entry<String, String> device :
        Map.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1",
                "On an iPhone or iPad",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/156.0.0.0 Mobile",
                "On Android")
            .entrySet()) {
      browser
          .driver()
          .executeCdpCommand(
              "Emulation.setUserAgentOverride", Map.of("userAgent", device.getKey()));
      browser.open(pages.address() + "/dashboard/alerts");
      browser.until("#app", device.getValue());
      assertThat(browser.text("#app")).doesNotContain("On this computer");
    }
  }
}
