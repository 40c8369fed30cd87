package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.Firefox;
import io.github.scrappyddns.testing.ServedPages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Firefox subscribes, is told, and shows what it was told. */
@Tag("installed")
@Tag("slow")
class FirefoxBrowserTest {
  @TempDir Path directory;

  private Firefox firefox;
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    firefox = new Firefox(directory);
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", "Office"),
            List.of(new PrintedAlerts("log", text -> true)),
            Map.of("SCRAPPY_ALERT_INTERVAL", "0s", "SCRAPPY_PUSH_HOSTS", firefox.pushService()),
            InstantSource.system());
  }

  @AfterEach
  void close() {
    firefox.close();
    pages.close();
  }

  private void enter(String address) {
    firefox.open(address + pages.service().firstLink().orElseThrow());
    firefox.until("h1", "Welcome");
    firefox.type("#password", "a quiet evening");
    firefox.click("form button");
    firefox.until("h1", "How should I reach you?");
  }

  @Test
  void the_first_link_leads_to_a_push_to_the_very_browser() throws Exception {
    long begin = System.nanoTime();
    enter(pages.address());
    firefox.click("form.device button");
    firefox.until("[role=status]", "Firefox on Linux accepted the test");
    JsonNode test = firefox.notifications(1);
    assertThat(test.get(0).path("title").asText()).isEqualTo("Scrappy DDNS test");
    System.out.println(
        "From the first link to the first push in the very browser: "
            + Duration.ofNanos(System.nanoTime() - begin).toMillis()
            + " ms");

    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.8");
    JsonNode told = firefox.notifications(3);
    assertThat(told.findValuesAsText("body"))
        .anyMatch(text -> text.startsWith("Home is at 203.0.113.7"))
        .anyMatch(text -> text.startsWith("Office is at 203.0.113.8"));
    pages.call(1, "203.0.113.9");
    Await.until(
        "the newer one takes the place of the older",
        () ->
            firefox.notifications(3).findValuesAsText("body").stream()
                .anyMatch(text -> text.startsWith("Home is at 203.0.113.9")));
    JsonNode shown = firefox.notifications(3);
    assertThat(shown).hasSize(3);
    assertThat(shown.findValuesAsText("tag")).contains("network-1", "network-2");
    assertThat(shown.findValuesAsText("navigate"))
        .contains(pages.address() + "/dashboard/networks/1")
        .allMatch(page -> page.startsWith(pages.address() + "/dashboard/"));
    assertThat(firefox.complaints().toString()).isEqualTo("[]");
  }

  private void subscribe(String address) {
    enter(address);
    firefox.click("form.device button");
    firefox.until("[role=status]", "accepted the test");
    firefox.notifications(1);
  }

  @Test
  void a_browser_that_was_dropped_subscribes_anew_when_it_comes_back() throws Exception {
    subscribe(pages.address());
    firefox.drop();
    pages.call(1, "203.0.113.7");
    Await.until("its push service refuses", () -> firefox.taken().size() == 2);
    Await.until(
        "it comes back after that is known, and is told",
        () -> {
          firefox.open(pages.address() + "/dashboard/channels");
          return firefox.taken().size() > 2;
        });
    assertThat(firefox.notifications(2).findValuesAsText("body"))
        .anyMatch(text -> text.startsWith("Home is at 203.0.113.7"));
    firefox.until("[data-device=known]", "This device is alerted");
  }

  @Test
  void a_browser_whose_channel_was_removed_lets_go_of_its_subscription() {
    subscribe(pages.address());
    firefox.open(pages.address() + "/dashboard/channels");
    firefox.until("[data-device=known]", "This device is alerted");
    firefox.open(pages.address() + "/dashboard/channels/1/remove");
    firefox.click("form.card .danger");
    firefox.until("form.device button", "Alert this device");
    Await.until(
        "it is not subscribed any more",
        () ->
            firefox
                .evaluate(
                    "navigator.serviceWorker.ready.then(one =>"
                        + " one.pushManager.getSubscription()).then(one => one === null)")
                .asBoolean());
    assertThat(firefox.evaluate("localStorage.length").asInt()).isZero();
  }

  @Test
  void below_a_path_of_a_proxy_it_is_the_same() throws Exception {
    String address = firefox.behind(pages.address(), "/home/ddns");
    subscribe(address);
    pages.call(1, "203.0.113.7");
    assertThat(firefox.notifications(2).findValuesAsText("navigate"))
        .containsExactlyInAnyOrder(
            address + "/dashboard/channels", address + "/dashboard/networks/1");
    assertThat(firefox.evaluate("navigator.serviceWorker.ready.then(one => one.scope)").asText())
        .isEqualTo(address + "/");
    assertThat(firefox.complaints().toString()).isEqualTo("[]");
  }
}
