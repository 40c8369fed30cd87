package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.Browser;
import io.github.scrappyddns.testing.Browser.Screen;
import io.github.scrappyddns.testing.NtfyServer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/** From the link that the terminal prints to the first push, in a real browser. */
@Tag("installed")
@Tag("slow")
class FirstMinuteBrowserTest {
  @TempDir Path directory;

  private final NtfyServer ntfy = new NtfyServer();
  private ServedPages pages;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(new PrintedAlerts("log", text -> true)),
            Map.of("SCRAPPY_ALERT_INTERVAL", "0s"),
            InstantSource.system());
    browser = new Browser();
  }

  @AfterEach
  void close() {
    browser.close();
    pages.close();
    ntfy.close();
  }

  private void enter() {
    browser.open(pages.address() + pages.service().firstLink().orElseThrow());
    browser.until("h1", "Welcome");
    browser.find("#password").sendKeys("a quiet evening", Keys.ENTER);
    browser.until("h1", "How should I reach you?");
  }

  /**
   * @param looked whether the page may be looked at by a script
   */
  private void useOwnServer(boolean looked) {
    browser.click(browser.find("details summary"));
    browser.find("#server").clear();
    browser.find("#server").sendKeys("not a server", Keys.ENTER);
    browser.until("#server-error", "This is no address of a server.");
    assertThat(browser.overflow()).isZero();
    if (looked) {
      assertThat(browser.barriers()).isEmpty();
    }
    // The browser says so of every form that is answered so.
    assertThat(browser.complaints()).allMatch(one -> one.contains("status of 400"));
    browser.find("#server").clear();
    browser.find("#server").sendKeys(ntfy.address(), Keys.ENTER);
    browser.until(".scan .mono", ntfy.address());
  }

  private void look() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.overflow()).isZero();
    assertThat(browser.barriers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void the_first_link_leads_to_the_first_push(Screen screen) throws Exception {
    browser.on(screen);
    long begin = System.nanoTime();
    enter();
    String topic = browser.text(".scan .mono");
    assertThat(topic).matches("https://ntfy\\.sh/scrappy-[0-9a-f]{24}");
    look();
    useOwnServer(true);
    assertThat(browser.text(".scan .mono")).endsWith(topic.substring(topic.lastIndexOf('/')));
    browser.click(browser.find("[aria-labelledby=ntfy] .primary"));
    browser.until("[role=status]", "accepted the test");
    assertThat(ntfy.received()).hasSize(1);
    assertThat(topic).endsWith("/" + ntfy.topics().get(0));
    look();
    browser.click(browser.find("a.primary"));
    browser.until("h1", "Your first network");
    look();
    browser.click(browser.find("a.primary"));
    browser.until(".waiting", "Waiting for the first call of Home");
    look();
    pages.call(1, "203.0.113.7");
    browser.until("h1", "That is all");
    assertThat(browser.text(".now")).isEqualTo("203.0.113.7");
    Await.until("the push comes", () -> ntfy.received().size() == 2);
    assertThat(ntfy.received().get(1)).startsWith("Home is at 203.0.113.7 (first check-in)");
    System.out.println(
        "From the first link to the first push, "
            + screen.label()
            + ": "
            + Duration.ofNanos(System.nanoTime() - begin).toSeconds()
            + " s");
    look();
    browser.click(browser.find("a.primary"));
    browser.until("h1", "Networks");
    look();
  }

  @Test
  void without_javascript_it_is_the_same_way() throws Exception {
    browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    enter();
    useOwnServer(false);
    browser.click(browser.find("[aria-labelledby=ntfy] .primary"));
    browser.until("[role=status]", "accepted the test");
    browser.click(browser.find("a.primary"));
    browser.click(browser.find("a.primary"));
    browser.until("h1", "Waiting for the first call");
    pages.call(1, "203.0.113.7");
    browser.click(browser.find(".row-buttons a.button"));
    browser.until("h1", "That is all");
  }

  @Test
  void each_step_can_be_left_out_and_come_back_to() throws Exception {
    enter();
    browser.click(browser.find("a.quiet"));
    browser.until("h1", "Your first network");
    browser.click(browser.find("a.quiet"));
    browser.until("h1", "Networks");
    browser.open(pages.address() + "/dashboard/channels");
    browser.click(browser.find("section a.button"));
    browser.until("h1", "How should I reach you?");
    pages.call(1, "203.0.113.7");
    browser.open(pages.address() + "/dashboard/start/call");
    browser.until("h1", "That is all");
    assertThat(browser.text("main")).contains("There is no way to reach you yet");
  }
}
