package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in a real browser, on a phone and on a desk, light and dark: nothing that a reader of
 * another kind could not use, nothing that runs out of the page, and no complaint of the browser.
 *
 * <p>With {@code -Dscrappy.pictures=<directory>} it draws them: {@code make screenshots}.
 */
@Tag("installed")
@Tag("slow")
class EveryPageBrowserTest {
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("networks", "/");
    PAGES.put("networks-none-found", "/?q=nowhere");
    PAGES.put("network", "/dashboard/networks/1");
    PAGES.put("network-year", "/dashboard/networks/7?range=year&client=openwrt");
    PAGES.put("network-private", "/dashboard/networks/3?range=week&client=unifi");
    PAGES.put("network-never", "/dashboard/networks/6?range=day&client=curl");
    PAGES.put("network-add", "/dashboard/networks/add");
    PAGES.put("alerts", "/dashboard/alerts");
    PAGES.put("channels", "/dashboard/channels");
    PAGES.put("channel-new", "/dashboard/channels/new");
    PAGES.put("channel-email", "/dashboard/channels/new?kind=email");
    PAGES.put("channel-url", "/dashboard/channels/new?kind=url&first=yes");
    PAGES.put("channel-edit", "/dashboard/channels/1");
    PAGES.put("channel-remove", "/dashboard/channels/1/remove");
    PAGES.put("start", "/dashboard/start");
    PAGES.put("start-network", "/dashboard/start/network");
    PAGES.put("start-call", "/dashboard/start/call");
    PAGES.put("start-done", "/dashboard/start/done?network=1");
    PAGES.put("problems", "/dashboard/problems");
    PAGES.put("settings", "/dashboard/settings");
    PAGES.put("access", "/dashboard/access");
    PAGES.put("access-codes", "/dashboard/access?codes=new");
    PAGES.put("keys", "/dashboard/keys");
    PAGES.put("api", "/api");
    PAGES.put("audit", "/dashboard/audit");
    PAGES.put("nowhere", "/dashboard/nowhere");
  }

  private static final int SMALLEST_PHONE = 320;

  @TempDir static Path directory;

  private static BusyWeek week;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    week = new BusyWeek(directory);
    week.pages().signIn(ServedPages.PASSWORD);
    String form = "kind=gotify&f.server=http://127.0.0.1:9&f.token=AsecretToken123&name=Nas";
    week.pages().post("/dashboard/channels/new", form + "&mark=" + week.pages().mark());
    week.pages().post("/dashboard/networks/1", "do=badge&mark=" + week.pages().mark());
    browser = new Browser();
  }

  @AfterAll
  static void close() {
    browser.close();
    week.close();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void every_page_can_be_read_and_used_by_everybody(Screen screen) throws IOException {
    browser.on(screen);
    visit(browser, screen, "");
  }

  /** Its words are longer: they must fit on the smallest of phones. */
  @ParameterizedTest
  @EnumSource(names = {"PHONE_LIGHT", "DESK_LIGHT"})
  void every_page_can_be_read_in_german(Screen screen) throws IOException {
    try (Browser german = new Browser("de")) {
      german.on(screen);
      if (screen == Screen.PHONE_LIGHT) {
        german.narrowedTo(SMALLEST_PHONE);
      }
      visit(german, screen, "german-");
    }
  }

  /**
   * Beside the name, without pictures, under the thumb: where one begins, the next one must fit.
   */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void the_ways_through_the_house_fit_on_every_screen_with_their_numbers(String language) {
    try (Browser visitor = new Browser(language)) {
      signIn(visitor);
      for (int width : new int[] {320, 390, 720, 800, 991, 993, 1100, 1151, 1153, 1280}) {
        visitor
            .driver()
            .executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", false));
        visitor.open(week.pages().address() + "/dashboard/alerts");
        assertThat(visitor.overflow()).as("at " + width).isZero();
        assertThat(
                visitor
                    .driver()
                    .executeScript(
                        "return [...document.querySelectorAll('nav.main a')].filter(way => {"
                            + " const box = way.getBoundingClientRect(); return box.left < 0"
                            + " || box.right > innerWidth || way.scrollWidth > way.clientWidth })"
                            + ".map(way => way.textContent).join(' ')"))
            .as("at " + width)
            .isEqualTo("");
      }
      assertThat(visitor.find("nav.main").getText()).matches("(?s).*[0-9].*");
    }
  }

  private static void signIn(Browser browser) {
    browser.open(week.pages().address() + "/login");
    browser.find("#password").sendKeys(ServedPages.PASSWORD);
    browser.find("main form button").click();
  }

  private static void visit(Browser browser, Screen screen, String prefix) throws IOException {
    String address = week.pages().address();
    browser.open(address + "/");
    browser.driver().manage().deleteAllCookies();
    browser.open(address + "/login");
    look(browser, prefix + "signin", screen);
    browser.find("#password").sendKeys(ServedPages.PASSWORD);
    browser.find("main form button").click();
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      browser.open(address + page.getValue());
      look(browser, prefix + page.getKey(), screen);
    }
  }

  private static void look(Browser browser, String name, Screen screen) throws IOException {
    String pictures = System.getProperty("scrappy.pictures", "");
    if (!pictures.isEmpty()) {
      browser.picture(Path.of(pictures, name + "-" + screen.label() + ".png"));
    }
    String page = name + " " + screen;
    assertThat(browser.complaints()).as(page).filteredOn(text -> !text.contains("404")).isEmpty();
    assertThat(browser.find("html").getAttribute("lang"))
        .as(page)
        // What is written for programmers is English.
        .isEqualTo(name.startsWith("german-") && !name.endsWith("-api") ? "de" : "en");
    assertThat(browser.overflow()).as(page).isZero();
    assertThat(browser.barriers()).as(page).isEmpty();
  }
}
