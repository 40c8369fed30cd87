package io.github.scrappyddns.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a screen, as wide as a phone or a desk's, in light or dark. */
public final class Browser implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 5;
  private static final Path AXE = Path.of("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

  /** How a page is looked at. */
  public enum Screen {
    PHONE_LIGHT(390, 844, "light"),
    PHONE_DARK(390, 844, "dark"),
    DESK_LIGHT(1280, 1000, "light"),
    DESK_DARK(1280, 1000, "dark");

    private final int width;
    private final int height;
    private final String scheme;

    Screen(int width, int height, String scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }

    /** As files are called: {@code light-390}. */
    public String label() {
      return scheme + "-" + width;
    }
  }

  private final ChromeDriver driver;
  private Screen screen = Screen.DESK_LIGHT;
  private int width = screen.width;

  public Browser() {
    this("en");
  }

  /**
   * One that asks for a language.
   *
   * @param language its tag
   */
  public Browser(String language) {
    try {
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(
                  InstalledProgram.named("chromedriver", "chromium-driver").file().toFile())
              .usingAnyFreePort()
              .build();
      ChromeOptions options = new ChromeOptions();
      options.setBinary(InstalledProgram.named("chromium", "chromium").file().toFile());
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--hide-scrollbars",
          "--lang=" + language,
          "--accept-lang=" + language,
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--user-data-dir=" + Files.createTempDirectory("scrappy-ddns-chromium"));
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      options.setCapability("goog:loggingPrefs", logs);
      driver = new ChromeDriver(service, options);
      driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** From now on pages are looked at so. */
  public Browser on(Screen screen) {
    this.screen = screen;
    width = screen.width;
    size(screen.height);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features", List.of(Map.of("name", "prefers-color-scheme", "value", screen.scheme))));
    return this;
  }

  /** From now on the screen is that narrow, in CSS pixels. */
  public Browser narrowedTo(int pixels) {
    width = pixels;
    size(screen.height);
    return this;
  }

  private void size(int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
  }

  public Browser open(String url) {
    driver.get(url);
    return this;
  }

  public WebElement find(String css) {
    return settled(() -> driver.findElement(By.cssSelector(css)));
  }

  /** Asks again where the page went away in the middle of the question. */
  private static <T> T settled(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (NoSuchElementException e) {
        throw e;
      } catch (WebDriverException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Clicks what a person has scrolled to: on a phone the ways through the house lie below. */
  public void click(WebElement element) {
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  public String text(String css) {
    return settled(() -> driver.findElement(By.cssSelector(css)).getText());
  }

  /** Waits for what a page does by itself. */
  public void until(String css, String text) {
    new WebDriverWait(driver, Duration.ofSeconds(20))
        // The page before may still be there, and go away in the middle of a look: the driver has
        // several words for that.
        .ignoring(WebDriverException.class)
        .until(here -> here.findElement(By.cssSelector(css)).getText().contains(text));
  }

  /** What the page or the browser complained of since this was last asked. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("Canvas2D")) // axe-core's own
        // Said of every page that has a button of its own to install it.
        .filter(message -> !message.contains("beforeinstallprompt"))
        .toList();
  }

  /** What axe-core finds wrong: rule, and where. */
  public List<String> barriers() {
    driver.executeScript(axe());
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[0];"
                + "axe.run({resultTypes: ['violations']}).then(result => done(result.violations.map("
                + "one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html).join(' | '))))");
    List<String> barriers = new ArrayList<>();
    if (found instanceof List<?> list) {
      list.forEach(one -> barriers.add(String.valueOf(one)));
    }
    return barriers;
  }

  /** How much wider the page is than the screen; 0 where nothing runs out of it. */
  public long overflow() {
    Object wide =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return wide instanceof Long number ? number : -1;
  }

  /** Draws the page, as tall as it is. */
  public void picture(Path file) throws IOException {
    Object height = driver.executeScript("return document.documentElement.scrollHeight");
    int tall = height instanceof Long number ? number.intValue() : screen.height;
    // As tall as the page: what is fixed to the edge of the screen stands at the edge of the page.
    size(Math.max(tall, screen.height));
    Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of());
    size(screen.height);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
  }

  private static String axe() {
    try (InputStream stream = Browser.class.getResourceAsStream(AXE.toString())) {
      if (stream == null) {
        throw new IllegalStateException("axe-core is not among the dependencies of the tests");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
