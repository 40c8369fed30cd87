package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the place for this device says where it cannot be alerted, in a real browser. */
@Tag("installed")
@Tag("slow")
class DeviceBrowserTest {
  /** What a browser is like, as a script makes Chromium. */
  enum Kind {
    INSECURE("Object.defineProperty(window, 'isSecureContext', {value: false})", "HTTPS"),
    UNSUPPORTED("delete window.PushManager", "takes no notifications from web pages"),
    IPHONE(
        "delete window.PushManager;"
            + "Object.defineProperty(navigator, 'userAgent', {value: 'Mozilla/5.0 (iPhone; CPU)'})",
        "Add to Home Screen"),
    DENIED(
        "Object.defineProperty(Notification, 'permission', {value: 'denied'})",
        "are blocked in this browser"),
    READY(
        "Object.defineProperty(Notification, 'permission', {value: 'default'})",
        "Alert this device");

    private final String script;
    private final String words;

    Kind(String script, String words) {
      this.script = script;
      this.words = words;
    }

    private String part() {
      return "[data-device=" + name().toLowerCase(Locale.ROOT) + "]";
    }
  }

  @TempDir Path directory;

  private ServedPages pages;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(new PrintedAlerts("log", text -> true)),
            ServedPages.settings(),
            InstantSource.system());
    browser = new Browser();
  }

  @AfterEach
  void close() {
    browser.close();
    pages.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void it_says_why_and_what_to_do(Kind kind) throws IOException {
    browser
        .driver()
        .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", kind.script));
    browser.open(pages.address() + "/login");
    browser.find("#password").sendKeys(ServedPages.PASSWORD, Keys.ENTER);
    browser.until("h1", "Networks");
    for (Screen screen : List.of(Screen.PHONE_LIGHT, Screen.DESK_DARK)) {
      browser.on(screen);
      for (String page : List.of("/dashboard/channels", "/dashboard/start")) {
        browser.open(pages.address() + page);
        browser.until(kind.part(), kind.words);
        draw(page.substring(page.lastIndexOf('/') + 1) + "-" + kind, screen);
        long shown =
            browser.driver().findElements(By.cssSelector("[data-device]")).stream()
                .filter(WebElement::isDisplayed)
                .count();
        assertThat(shown).isOne();
        assertThat(browser.text(".device")).contains("Have a second way beside it");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.overflow()).isZero();
        assertThat(browser.barriers()).isEmpty();
      }
    }
  }

  private void draw(String name, Screen screen) throws IOException {
    String pictures = System.getProperty("scrappy.pictures", "");
    if (!pictures.isEmpty()) {
      browser.picture(Path.of(pictures, name + "-" + screen.label() + ".png"));
    }
  }
}
