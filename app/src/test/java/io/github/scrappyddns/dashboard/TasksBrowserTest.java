package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person does with the pages, in a real browser. */
@Tag("installed")
@Tag("slow")
class TasksBrowserTest {
  @TempDir Path directory;

  private ServedPages pages;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    String[] names =
        IntStream.rangeClosed(1, 12).mapToObj(number -> "Network " + number).toArray(String[]::new);
    pages = new ServedPages(directory, names);
    browser = new Browser().on(Screen.DESK_LIGHT);
  }

  @AfterEach
  void close() {
    browser.close();
    pages.close();
  }

  private WebElement focused() {
    return browser.driver().switchTo().activeElement();
  }

  private void press(CharSequence... keys) {
    focused().sendKeys(keys);
  }

  private void signIn() {
    browser.open(pages.address() + "/login");
    press(ServedPages.PASSWORD, Keys.ENTER);
    browser.until("h1", "Networks");
  }

  @Test
  void the_keyboard_alone_leads_from_the_password_to_the_settings_of_a_router() {
    signIn();
    press(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Skip to the content");
    press(Keys.ENTER);
    press(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Add a network");
    press(Keys.TAB);
    assertThat(focused().getAttribute("id")).isEqualTo("q");
    press("Network 12", Keys.ENTER);
    browser.until("ul.list", "Network 12");
    assertThat(browser.driver().getCurrentUrl()).contains("q=Network+12");
    browser.find("#order").sendKeys(Keys.TAB, Keys.TAB);
    assertThat(focused().getText()).contains("Network 12");
    press(Keys.ENTER);
    browser.until("h1", "Network 12");
    WebElement client = browser.find("#client");
    client.sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    // A key that chooses does not load anything, nor take the focus away.
    assertThat(focused()).isEqualTo(client);
    client.sendKeys("curl with", Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Show");
    assertThat(browser.driver().getCurrentUrl()).doesNotContain("client=");
    press(Keys.ENTER);
    browser.until("#setup pre", "curl -4");
  }

  @Test
  void a_page_that_looks_for_news_keeps_the_focus_and_what_was_typed() throws Exception {
    signIn();
    WebElement search = browser.find("#q");
    search.sendKeys("Netw");
    assertThat(browser.text("#n3")).contains("Never called");
    pages.call(3, "203.0.113.33");
    browser.driver().executeScript("document.dispatchEvent(new Event('visibilitychange'))");
    browser.until("#n3", "203.0.113.33");
    assertThat(focused().getAttribute("id")).isEqualTo("q");
    assertThat(search.getAttribute("value")).isEqualTo("Netw");

    WebElement row = browser.find("#n4 a");
    browser.driver().executeScript("arguments[0].focus()", row);
    pages.call(4, "203.0.113.44");
    browser.driver().executeScript("document.dispatchEvent(new Event('visibilitychange'))");
    browser.until("#n4", "203.0.113.44");
    assertThat(focused()).isEqualTo(row);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void without_javascript_everything_can_be_done() {
    browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    signIn();
    browser.open(pages.address() + "/dashboard/channels");
    browser.find("button[value=test]").click();
    browser.until("[role=status]:focus", "phone accepted the test");
    browser.open(pages.address() + "/dashboard/networks/1");
    browser.find("#client").sendKeys("OpenWrt");
    browser.find("#setup button").click();
    browser.until("#setup pre", "config service");
    browser.find("header form button").click();
    browser.until("h1", "Sign in");
  }

  @Test
  void the_first_link_leads_to_the_networks() throws Exception {
    pages.close();
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(new ScriptedChannel("phone")),
            Map.of(),
            InstantSource.system());
    browser.on(Screen.PHONE_DARK);
    browser.open(pages.address() + pages.service().firstLink().orElseThrow());
    browser.until("h1", "Welcome");
    assertThat(browser.barriers()).isEmpty();
    press("a quiet evening", Keys.ENTER);
    browser.until("h1", "Networks");
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(pages.address() + "/");

    browser.open(pages.address() + "/dashboard/access");
    changePassword("not this one");
    browser.until("#old-error", "This is not the password.");
    browser.until("#old:focus", "");
    changePassword("a quiet evening");
    browser.until("[role=status]:focus", "The password is changed.");
    browser.open(pages.address() + "/dashboard/access?codes=new");
    browser.find("#code").sendKeys("12", Keys.ENTER);
    browser.until("#code-error", "This is not the code of now.");
    browser.until("#code:focus", "");
    assertThat(browser.complaints()).filteredOn(text -> !text.contains("400")).isEmpty();
  }

  private void changePassword(String old) {
    browser.find("#new").sendKeys("a loud morning, all of it");
    browser.find("#old").sendKeys(old, Keys.ENTER);
  }
}
