package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person orders of networks and their tokens, in a real browser. */
@Tag("installed")
@Tag("slow")
class NetworkTasksBrowserTest {
  @TempDir Path directory;

  private ServedPages pages;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            List.of(),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            InstantSource.system());
    browser = new Browser().on(Screen.DESK_LIGHT);
  }

  @AfterEach
  void close() {
    browser.close();
    pages.close();
  }

  private void signIn() {
    browser.open(pages.address() + "/login");
    browser.find("#password").sendKeys(ServedPages.PASSWORD, Keys.ENTER);
    browser.until("h1", "Networks");
  }

  /** By the keyboard: at the edge of a phone's screen something may lie under the thumb's bar. */
  private void follow(String css) {
    browser.find(css).sendKeys(Keys.ENTER);
  }

  private WebElement focused() {
    return browser.driver().switchTo().activeElement();
  }

  private void press(CharSequence... keys) {
    focused().sendKeys(keys);
  }

  /** Goes on with the tabulator to what says this, and stands on it. */
  private void tabTo(String text) {
    for (int i = 0; i < 60; i++) {
      press(Keys.TAB);
      WebElement here = focused();
      if (here.getText().contains(text) && !Set.of("main", "body").contains(here.getTagName())) {
        return;
      }
    }
    throw new AssertionError("The tabulator never comes to " + text);
  }

  private void call(String token, String address) throws IOException, InterruptedException {
    String path = "/" + token + "?ip_address=" + address;
    assertThat(pages.send(pages.request(path).GET()).statusCode()).isEqualTo(200);
  }

  private void lookNow() {
    browser.driver().executeScript("document.dispatchEvent(new Event('visibilitychange'))");
  }

  @Test
  void the_keyboard_alone_leads_from_nothing_to_the_first_call_and_to_nothing_again()
      throws Exception {
    signIn();
    tabTo("Add a network");
    press(Keys.ENTER);
    browser.until("h1", "Add a network");
    press("Home", Keys.ENTER);
    browser.until("h1", "The token of Home");
    String token = browser.text("#token");
    assertThat(browser.text("[aria-live=polite]")).contains("When its router calls");
    call(token, "203.0.113.7");
    lookNow();
    browser.until("[aria-live=polite] [data-live=now]", "203.0.113.7");
    assertThat(browser.complaints()).isEmpty();

    tabTo("To Home");
    press(Keys.ENTER);
    browser.until("h1", "Home");
    tabTo("Pause");
    press(Keys.ENTER);
    browser.until("[role=status]:focus", "It is paused:");
    press(Keys.chord(Keys.SHIFT, Keys.TAB));
    assertThat(focused().getText()).isEqualTo("Resume");
    press(Keys.ENTER);
    browser.until("[role=status]:focus", "Alerts are on again.");

    tabTo("Replace");
    press(Keys.ENTER);
    browser.until("h1", "Replace the token");
    tabTo("Replace it");
    press(Keys.ENTER);
    browser.until("h1", "The token of Home");
    String next = browser.text("#token");
    assertThat(next).isNotEqualTo(token);
    call(token, "203.0.113.7");
    call(next, "203.0.113.8");

    tabTo("To Home");
    press(Keys.ENTER);
    browser.until("#tokens", "ends");
    tabTo("Rename");
    press(Keys.chord(Keys.SHIFT, Keys.TAB));
    press(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, Keys.ENTER);
    browser.until("#name-error", "Give it a name.");
    browser.until("#name:focus", "");
    assertThat(browser.complaints()).allMatch(text -> text.contains("400"));
    press("House", Keys.ENTER);
    browser.until("[role=status]:focus", "It has the new name now.");
    assertThat(browser.text("h1")).isEqualTo("House");

    tabTo("Remove this network");
    press(Keys.ENTER);
    browser.until("h1", "Remove House?");
    tabTo("Remove House");
    press(Keys.ENTER);
    browser.until("[role=status]:focus", "The network is removed");
    browser.until("main", "No network yet");
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Screen.class,
      names = {"PHONE_LIGHT", "DESK_DARK"})
  void without_javascript_everything_can_be_ordered(Screen screen) throws Exception {
    browser.on(screen);
    signIn();
    browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    browser.open(pages.address() + "/");
    follow("main a.primary");
    browser.find("#name").sendKeys("  ");
    follow("main form .primary");
    browser.until("#name-error", "Give it a name.");
    browser.find("#name").sendKeys("Summer house");
    follow("main form .primary");
    browser.until("h1", "The token of Summer house");
    String token = browser.text("#token");
    browser.find("#client").sendKeys("OpenWrt");
    follow("#setup button");
    browser.until("#setup pre", "config service");
    assertThat(browser.text("#token")).isEqualTo(token);
    assertThat(browser.text("#setup .guide")).contains(token);
    call(token, "203.0.113.7");
    follow("p.after a.button");
    browser.until("[data-live=now]", "203.0.113.7");
    browser.find("#silence").sendKeys("1 h");
    follow("button[value=silence]");
    browser.until("[role=status]", "Saved.");
    follow("button[value=maintain]");
    browser.until("[role=status]", "Maintenance has begun.");
    follow("button[value=maintained]");
    browser.until("[role=status]", "Its silence counts again.");
    follow("#tokens .danger");
    browser.until("h1", "Remove the token");
    follow("main form .danger");
    browser.until("#tokens", "It has no token");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void every_form_and_question_can_be_read_and_used_by_everybody(Screen screen) throws IOException {
    browser.on(screen);
    signIn();
    look("networks-none", screen);
    browser.open(pages.address() + "/dashboard/networks/add");
    look("add", screen);
    follow("main form .primary");
    browser.until("#name-error", "Give it a name.");
    look("add-error", screen);
    browser.find("#name").sendKeys("Main Street office");
    follow("main form .primary");
    browser.until("h1", "The token of");
    look("token", screen);
    follow("p.after a.button");
    browser.until("h1", "Main Street office");
    look("network-made", screen);
    follow("#tokens .row-links a");
    browser.until("h1", "Replace the token");
    look("token-replace", screen);
    follow("main form .primary");
    browser.until("h1", "The token of");
    browser.open(pages.address() + "/dashboard/networks/1");
    follow("button[value=pause]");
    browser.until("[role=status]", "It is paused:");
    look("network-paused", screen);
    follow("#tokens .danger");
    browser.until("h1", "Remove the token");
    look("token-remove", screen);
    browser.open(pages.address() + "/dashboard/networks/1/remove");
    look("network-remove", screen);
    browser.open(pages.address() + "/");
    look("networks-made", screen);
  }

  @Test
  void a_long_name_without_blanks_runs_out_of_no_page() throws Exception {
    browser.on(Screen.PHONE_LIGHT);
    signIn();
    String name = "W".repeat(60);
    browser.open(pages.address() + "/dashboard/networks/add");
    browser.find("#name").sendKeys(name, Keys.ENTER);
    browser.until("h1", name);
    assertThat(browser.overflow()).as("its token").isZero();
    call(browser.text("#token"), "2001:db8:1234:5678:9abc:def0:1234:5678");
    for (int width : new int[] {390, 320}) {
      browser
          .driver()
          .executeCdpCommand(
              "Emulation.setDeviceMetricsOverride",
              Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", true));
      for (String path : List.of("/", "/dashboard/networks/1", "/dashboard/networks/1/remove")) {
        browser.open(pages.address() + path);
        assertThat(browser.overflow()).as(path + " at " + width).isZero();
        assertThat(small()).as(path + " at " + width).isEmpty();
      }
    }
  }

  /** Links that stand alone and that a thumb would miss: WCAG 2.5.8. */
  private List<?> small() {
    Object found =
        browser
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('.crumb a, .after a, .ranges a, .row-links a')]"
                    + ".filter(link => link.getClientRects().length > 0)"
                    + ".filter(link => link.getBoundingClientRect().height < 24"
                    + " || link.getBoundingClientRect().width < 24).map(link => link.outerHTML)");
    return found instanceof List<?> list ? list : List.of("nothing was measured");
  }

  private void look(String name, Screen screen) throws IOException {
    String pictures = System.getProperty("scrappy.pictures", "");
    if (!pictures.isEmpty()) {
      browser.picture(Path.of(pictures, name + "-" + screen.label() + ".png"));
    }
    String page = name + " " + screen;
    assertThat(browser.complaints()).as(page).filteredOn(text -> !text.contains("400")).isEmpty();
    assertThat(browser.overflow()).as(page).isZero();
    assertThat(browser.barriers()).as(page).isEmpty();
  }
}
