package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person does with channels, in a real browser. */
@Tag("installed")
@Tag("slow")
class ChannelTasksBrowserTest {
  private static final String NAME = "<b>Dad's</b> & phone";

  @TempDir Path directory;

  private final NtfyServer ntfy = new NtfyServer();
  private ServedPages pages;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", "Office"),
            List.of(new ScriptedChannel("of the settings")),
            ServedPages.settings("ALERT_INTERVAL", "0s"),
            InstantSource.system());
    browser = new Browser();
  }

  @AfterEach
  void close() {
    browser.close();
    pages.close();
    ntfy.close();
  }

  private void signIn() {
    browser.open(pages.address() + "/login");
    browser.find("#password").sendKeys(ServedPages.PASSWORD, Keys.ENTER);
    browser.until("h1", "Networks");
  }

  private void look() {
    assertThat(browser.complaints()).filteredOn(text -> !text.contains("400")).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.barriers()).isEmpty();
  }

  private void type(String field, String text) {
    WebElement input = browser.find("[name='" + field + "']");
    input.clear();
    input.sendKeys(text);
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void a_channel_is_added_tested_edited_paused_and_removed(Screen screen) throws Exception {
    browser.on(screen);
    signIn();
    browser.open(pages.address() + "/dashboard/channels");
    assertThat(browser.driver().getPageSource()).contains("read-only");
    browser.click(browser.find(".head a.primary"));
    browser.until("h1", "Add a channel");
    look();
    type("f.topic", "no topic!");
    type("f.server", ntfy.address());
    type("name", NAME);
    type("networks", "Home");
    browser.click(browser.find("form.card .primary"));
    browser.until(".field-error", "a topic is 1 to 64 letters");
    assertThat(browser.find("[name='f.topic']").getAttribute("aria-invalid")).isEqualTo("true");
    look();
    type("f.topic", "a-secret-topic-of-dad");
    browser.click(browser.find("form.card .primary"));
    browser.until("[role=status]", NAME + " accepted the test");
    assertThat(ntfy.topics()).containsExactly("a-secret-topic-of-dad");
    look();

    pages.call(1, "203.0.113.7");
    pages.call(2, "203.0.113.8");
    Await.until("it is told of Home", () -> ntfy.received().size() == 2);
    assertThat(ntfy.received().get(1)).startsWith("Home is at 203.0.113.7");

    click("a", "Edit");
    browser.until("h1", NAME);
    assertThat(browser.find("[name='f.topic']").getAttribute("value")).isEqualTo("***");
    assertThat(browser.driver().getPageSource()).doesNotContain("secret-topic");
    look();
    type("networks", "Office");
    browser.click(browser.find("form.card .primary"));
    browser.until("[role=status]", "is changed");
    pages.call(2, "203.0.113.9");
    Await.until("it is told of the office", () -> ntfy.received().size() == 3);
    assertThat(ntfy.topics()).containsOnly("a-secret-topic-of-dad");

    click("button", "Pause");
    browser.until("[role=status]", "is paused");
    pages.call(2, "203.0.113.10");
    browser.open(pages.address() + "/dashboard/channels");
    browser.until(".list", "1 network waits.");
    look();
    click("a", "Remove");
    browser.until("form.card", "News of 1 network waits for it");
    look();
    click("a", "Keep it");
    click("button", "Resume");
    Await.until("what waited is told", () -> ntfy.received().size() == 4);

    click("a", "Remove");
    browser.click(browser.find("form.card .danger"));
    browser.until("[role=status]", "The channel is removed");
    assertThat(browser.text(".list")).doesNotContain("Dad");
    pages.call(2, "203.0.113.11");
    browser.open(pages.address() + "/dashboard/audit");
    assertThat(browser.text("main"))
        .contains("Added the channel " + NAME)
        .contains("Changed the channel " + NAME)
        .contains("Paused the channel " + NAME)
        .contains("Resumed the channel " + NAME)
        .contains("Removed the channel " + NAME);
    assertThat(ntfy.received()).hasSize(4);
  }

  private void click(String tag, String text) {
    browser.click(
        browser.driver().findElements(By.tagName(tag)).stream()
            .filter(one -> one.getText().equals(text))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + text)));
  }

  private WebElement focused() {
    return browser.driver().switchTo().activeElement();
  }

  private void tabTo(String text) {
    for (int i = 0; i < 40; i++) {
      focused().sendKeys(Keys.TAB);
      if (focused().getText().equals(text) || text.equals(focused().getAttribute("name"))) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + text);
  }

  @Test
  void the_keyboard_alone_adds_a_channel_by_its_url() {
    signIn();
    browser.open(pages.address() + "/dashboard/channels");
    tabTo("Add a channel");
    focused().sendKeys(Keys.ENTER);
    browser.until("h1", "Add a channel");
    tabTo("Any other, by URL");
    focused().sendKeys(Keys.ENTER);
    browser.until("form.card", "Twenty-six services");
    tabTo("f.url");
    focused().sendKeys("nonsense", Keys.ENTER);
    browser.until(".field-error", "does not begin with a scheme");
    tabTo("f.url");
    focused().sendKeys(Keys.chord(Keys.CONTROL, "a"));
    focused().sendKeys(ntfy.address().replace("http:", "ntfy:") + "/topic", Keys.ENTER);
    browser.until("[role=status]", "accepted the test");
    tabTo("Pause");
    focused().sendKeys(Keys.ENTER);
    browser.until("[role=status]", "is paused");
  }

  @Test
  void without_javascript_everything_can_be_done() {
    browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    signIn();
    browser.open(pages.address() + "/dashboard/channels/new?kind=gotify");
    type("f.server", ntfy.address());
    type("f.token", "AsecretToken123");
    browser.click(browser.find("form.card .primary"));
    browser.until("[role=status]", "did not confirm the test");
    click("a", "Edit");
    type("f.server", ntfy.address() + "/elsewhere");
    browser.click(browser.find("form.card .primary"));
    browser.until("[role=status]", "is changed");
    click("a", "Remove");
    browser.click(browser.find("form.card .danger"));
    browser.until("[role=status]", "The channel is removed");
  }
}
