package io.github.scrappyddns.metrics;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} counts, and in which words. */
@Tag("slow")
class MetricsTest {
  private static final String TOKEN = "token-number-1-of-the-list";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final ScriptedChannel phone = new ScriptedChannel("a secret name");

  private ServedPages served(String... settings) throws Exception {
    return new ServedPages(
        directory,
        ServedPages.tokens("Home of Ada"),
        List.of(phone),
        ServedPages.settings(settings),
        clock);
  }

  private static Map<String, Double> figures(ServedPages pages) throws Exception {
    return Scrape.read(pages.get("/metrics").body());
  }

  @Test
  void check_ins_are_counted_by_their_words_and_what_became_of_them() throws Exception {
    try (ServedPages pages = served()) {
      String plain = "scrappy_ddns_check_ins_total{dialect=\"plain\",outcome=\"";
      assertThat(figures(pages)).containsEntry(plain + "changed\"}", 0.0);
      pages.get("/" + TOKEN);
      pages.get("/" + TOKEN);
      pages.get("/" + TOKEN + "?ip=203.0.113.7");
      pages.get("/" + TOKEN + "?ip=nonsense");
      pages.get("/nic/update?hostname=x&myip=203.0.113.7&password=" + TOKEN);
      pages.get("/update?domains=x&ip=203.0.113.8&token=" + TOKEN);
      pages.get("/u/" + TOKEN + "/?address=203.0.113.8");
      pages.get("/nobody-has-this-token");
      assertThat(figures(pages))
          .containsEntry(plain + "changed\"}", 2.0)
          .containsEntry(plain + "unchanged\"}", 1.0)
          .containsEntry(plain + "bad_address\"}", 1.0)
          .containsEntry(plain + "failed\"}", 0.0)
          .containsEntry(of("dyndns2", "unchanged"), 1.0)
          .containsEntry(of("duckdns", "changed"), 1.0)
          .containsEntry(of("freedns", "unchanged"), 1.0)
          .containsEntry("scrappy_ddns_refused_calls_total", 1.0)
          .containsEntry("scrappy_ddns_waiting_check_ins", 0.0)
          .containsEntry("scrappy_ddns_store_seconds_count", 3.0);
    }
  }

  private static String of(String dialect, String outcome) {
    return "scrappy_ddns_check_ins_total{dialect=\"" + dialect + "\",outcome=\"" + outcome + "\"}";
  }

  @Test
  void what_waits_to_be_told_is_seen_with_its_age_until_it_is_told() throws Exception {
    phone.answers(DeliveryResult.retry("busy"));
    try (ServedPages pages = served()) {
      assertThat(figures(pages))
          .containsEntry("scrappy_ddns_owed_alerts", 0.0)
          .containsEntry("scrappy_ddns_oldest_owed_alert_seconds", 0.0);
      pages.call(1, "203.0.113.7");
      Await.until("it was tried", () -> !phone.received().isEmpty());
      clock.advance(Duration.ofSeconds(90));
      assertThat(figures(pages))
          .containsEntry("scrappy_ddns_owed_alerts", 1.0)
          .containsEntry("scrappy_ddns_oldest_owed_alert_seconds", 90.0);
      phone.answers(DeliveryResult.delivered("ok"));
      String delivered = "scrappy_ddns_deliveries_total{kind=\"log\",outcome=\"delivered\"}";
      Await.until(
          "it is told and counted",
          () -> {
            clock.advance(Duration.ofMinutes(1));
            return Scrape.of(pages).getOrDefault(delivered, 0.0) == 1.0;
          });
      assertThat(figures(pages)).containsEntry("scrappy_ddns_owed_alerts", 0.0);
      assertThat(
              figures(pages).get("scrappy_ddns_deliveries_total{kind=\"log\",outcome=\"retry\"}"))
          .isPositive();
    }
  }

  @Test
  void no_label_holds_a_token_an_address_or_a_name() throws Exception {
    try (ServedPages pages = served()) {
      pages.call(1, "203.0.113.7");
      pages.signIn(PASSWORD);
      pages.get("/");
      Await.until("it is told", () -> !phone.received().isEmpty());
      String text = pages.get("/metrics").body();
      assertThat(text)
          .doesNotContain("token-number", "203.0.113", "Ada", "secret name")
          .contains("scrappy_ddns_networks 1", "scrappy_ddns_storage_up 1");
      assertThat(Scrape.read(text).get("scrappy_ddns_pages_total")).isEqualTo(2.0);
    }
  }

  @Test
  void open_metrics_is_written_for_who_asks_for_it() throws Exception {
    try (ServedPages pages = served()) {
      HttpResponse<String> plain = ask(pages, Map.of());
      assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      HttpResponse<String> open =
          ask(pages, Map.of("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));
      assertThat(open.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/openmetrics-text; version=1.0.0");
      assertThat(open.body()).endsWith("# EOF\n");
    }
  }

  @Test
  void strangers_see_nothing_and_are_told_what_to_set() throws Exception {
    try (ServedPages pages = served()) {
      HttpResponse<String> passedOn = ask(pages, Map.of("X-Forwarded-For", "203.0.113.9"));
      assertThat(passedOn.statusCode()).isEqualTo(403);
      assertThat(passedOn.body()).contains("METRICS_TOKEN").doesNotContain("scrappy_ddns_");
    }
  }

  @Test
  void with_a_token_only_who_sends_it_sees_anything() throws Exception {
    try (ServedPages pages = served("METRICS_TOKEN", "a-token-of-the-figures")) {
      HttpResponse<String> none = ask(pages, Map.of());
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(
              ask(pages, Map.of("Authorization", "Bearer a-token-of-the-figurines")).statusCode())
          .isEqualTo(401);
      HttpResponse<String> right =
          ask(
              pages,
              Map.of(
                  "Authorization", "bearer a-token-of-the-figures",
                  "X-Forwarded-For", "203.0.113.9"));
      assertThat(right.statusCode()).isEqualTo(200);
      assertThat(right.body())
          .contains("scrappy_ddns_refused_calls_total 1")
          .doesNotContain("figures\"", "a-token");
    }
  }

  private static HttpResponse<String> ask(ServedPages pages, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pages.address() + "/metrics"));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
