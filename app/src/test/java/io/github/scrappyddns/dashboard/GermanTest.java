package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages speak the language of the browser, and alerts that of the installation. */
@Tag("slow")
class GermanTest {
  @TempDir Path directory;

  private final HandClock clock = new HandClock();

  private ServedPages served(Map<String, String> settings, Channel channel) throws Exception {
    ServedPages pages =
        new ServedPages(
            directory, ServedPages.tokens("Zuhause"), List.of(channel), settings, clock);
    pages.signIn(PASSWORD);
    return pages;
  }

  private static HttpResponse<String> get(ServedPages pages, String path, String wish)
      throws Exception {
    return pages.send(pages.request(path).header("Accept-Language", wish).GET());
  }

  @Test
  void a_page_speaks_german_with_a_german_browser() throws Exception {
    try (ServedPages pages = served(ServedPages.settings(), new ScriptedChannel("phone"))) {
      pages.call(1, "203.0.113.7");
      clock.advance(Duration.ofDays(12));
      pages.call(1, "203.0.113.99");
      pages.signIn(PASSWORD);
      clock.advance(Duration.ofMinutes(3));
      HttpResponse<String> page = get(pages, "/", "de-AT,de;q=0.9,en;q=0.8");

      assertThat(page.body())
          .contains("<html lang=\"de\">", "<title>Netze · Scrappy DDNS</title>")
          .contains("1 Netz: 1 meldet sich. Letzter Wechsel: vor 3 min.");
      assertThat(page.headers().firstValue("Content-Language")).contains("de");
      assertThat(page.headers().firstValue("Vary")).contains("Accept-Language");
      assertThat(get(pages, "/dashboard/networks/1?client=curl", "de").body())
          .contains("seit heute 12:00; davor 203.0.113.7, 12 Tage lang")
          .containsPattern("title=\"\\d{2}\\.\\d{2}\\.\\d{4} \\d{2}:\\d{2}:\\d{2} ")
          .containsPattern("\\d{1,2}\\. \\p{L}{3,4}\\.? 12:00")
          .contains("Es zählt die Adresse, von der der Aufruf kommt.");
      assertThat(get(pages, "/dashboard/nowhere", "de").body())
          .contains("Diese Seite gibt es nicht");
    }
  }

  @ParameterizedTest
  @CsvSource({"en, fr-FR, en", "de, fr-FR, de", "de, en-GB, en", "en, de-CH, de", "de, *, de"})
  void a_browser_that_asks_for_another_language_gets_that_of_the_installation(
      String installation, String wish, String spoken) throws Exception {
    try (ServedPages pages =
        served(ServedPages.settings("LANGUAGE", installation), new ScriptedChannel("phone"))) {
      for (String path : List.of("/login", "/dashboard/offline", "/dashboard/channels")) {
        assertThat(get(pages, path, wish).body()).contains("<html lang=\"" + spoken + "\">");
      }
      HttpResponse<String> held = get(pages, "/dashboard/alerts.json", wish);
      assertThat(held.headers().firstValue("Content-Language")).contains(spoken);
      assertThat(held.headers().firstValue("Vary")).contains("Accept-Language");
      assertThat(pages.get("/login").body()).contains("<html lang=\"" + installation + "\">");
    }
  }

  @Test
  void what_programs_read_is_the_same_in_every_language() throws Exception {
    try (ServedPages pages =
        served(ServedPages.settings("LANGUAGE", "de"), new ScriptedChannel("phone"))) {
      pages.call(1, "203.0.113.7");
      clock.advance(Duration.ofHours(1));
      pages.signIn(PASSWORD);
      assertThat(get(pages, "/health", "de").body()).isEqualTo("ok\n");
      assertThat(get(pages, "/dashboard/networks/1.csv", "de").body())
          .isEqualTo(get(pages, "/dashboard/networks/1.csv", "en").body())
          .contains("203.0.113.7");
    }
  }

  @Test
  void a_phone_is_told_in_the_language_of_the_installation_whatever_the_browser_speaks()
      throws Exception {
    try (NtfyServer phone = new NtfyServer();
        ServedPages pages =
            served(
                ServedPages.settings("LANGUAGE", "de", "ALERT_INTERVAL", "0s"),
                new LocalChannels(
                        phone.address(), Duration.ofSeconds(20), LocalChannels.systemTrust())
                    .open(phone.address().replace("http://", "ntfy://") + "/thema")
                    .get(0))) {
      pages.call(1, "192.168.1.7");
      Await.until("the first is told", () -> phone.received().size() == 1);
      pages.call(1, "203.0.113.99");
      Await.until("the change is told", () -> phone.received().size() == 2);

      assertThat(phone.received().get(0))
          .startsWith("Zuhause hat die Adresse 192.168.1.7 (erstes Lebenszeichen)\nSeit ")
          .contains("Das ist eine private Adresse, keine öffentliche.");
      assertThat(phone.received().get(1))
          .startsWith("Zuhause hat die Adresse 203.0.113.99\nSeit ")
          .containsPattern("Seit \\d{2}\\.\\d{2}\\.\\d{4} 12:00 \\w+; vorher 192\\.168\\.1\\.7");
      String channel = pages.get("/dashboard/channels").body();
      String name = channel.replaceFirst("(?s).*name=\"channel\" value=\"([^\"]*)\".*", "$1");
      pages.post(
          "/dashboard/channels",
          "do=test&channel=" + ServedPages.encoded(name) + "&mark=" + pages.mark(),
          "Accept-Language",
          "en");
      Await.until("the test is told", () -> phone.received().size() == 3);
      assertThat(phone.received().get(2)).startsWith("Das ist ein Test: ");
    }
  }
}
