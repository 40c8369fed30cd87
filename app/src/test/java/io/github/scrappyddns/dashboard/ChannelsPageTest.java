package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say of channels, and what their buttons do. */
@Tag("slow")
class ChannelsPageTest {
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final ScriptedChannel phone = new ScriptedChannel("phone");

  private ServedPages served() throws Exception {
    ServedPages pages =
        new ServedPages(
            directory, ServedPages.tokens("Home"), List.of(phone), ServedPages.settings(), clock);
    pages.signIn(PASSWORD);
    return pages;
  }

  @Test
  void a_channel_in_trouble_is_a_problem_until_it_works() throws Exception {
    phone.answers(DeliveryResult.badChannel("403 forbidden"));
    try (ServedPages pages = served()) {
      pages.call(1, "203.0.113.7");
      Await.until("it is told", () -> !phone.received().isEmpty());
      Await.until(
          "the problem is seen",
          () -> {
            clock.advance(Duration.ofSeconds(6));
            try {
              return pages.get("/dashboard/problems").body().contains("403 forbidden");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(pages.get("/dashboard/channels").body())
          .contains("Needs attention")
          .contains("1 network waits.")
          .contains("<span class=\"count\">1<");

      phone.answers(DeliveryResult.delivered("ok"));
      HttpResponse<String> tried =
          pages.post("/dashboard/channels", "do=retry&channel=phone&mark=" + pages.mark());
      assertThat(tried.headers().firstValue("Location"))
          .contains("../dashboard/channels?tried=phone");
      Await.until("it is told after all", () -> phone.received().size() > 1);
      clock.advance(Duration.ofSeconds(6));
      Await.until(
          "nothing waits",
          () -> {
            clock.advance(Duration.ofSeconds(6));
            try {
              return pages.get("/dashboard/problems").body().contains("Nothing needs you.");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      assertThat(pages.get("/dashboard/audit").body())
          .contains("Had phone tried again")
          .contains("Signed in");
    }
  }

  @Test
  void a_test_that_is_not_confirmed_says_why() throws Exception {
    phone.answers(DeliveryResult.retry("451 later"));
    try (ServedPages pages = served()) {
      String form = "do=test&channel=phone&mark=" + pages.mark();
      assertThat(pages.post("/dashboard/channels", form).body())
          .contains("phone did not confirm the test: 451 later");
      assertThat(phone.received().get(0).title()).isEqualTo("Scrappy DDNS test");
    }
  }

  @Test
  void a_test_that_hangs_holds_up_no_other_page() throws Exception {
    CompletableFuture<DeliveryResult> later = new CompletableFuture<>();
    phone.answersLater(later);
    try (ServedPages pages = served()) {
      String form = "do=test&channel=phone&mark=" + pages.mark();
      List<CompletableFuture<HttpResponse<String>>> tests =
          List.of(
              pages.begin("/dashboard/channels", form), pages.begin("/dashboard/channels", form));
      Await.until("a test is under way", () -> phone.received().size() == 1);
      assertThat(pages.get("/dashboard/channels").statusCode()).isEqualTo(200);
      phone.answers(DeliveryResult.delivered("ok"));
      later.complete(DeliveryResult.delivered("ok"));
      for (CompletableFuture<HttpResponse<String>> test : tests) {
        assertThat(test.join().body()).contains("phone accepted the test");
      }
    }
  }

  @Test
  void who_has_no_channel_is_told_how_to_get_one() throws Exception {
    try (ServedPages pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home"),
            List.of(new PrintedAlerts("log", text -> true)),
            ServedPages.settings(),
            InstantSource.system())) {
      pages.signIn(PASSWORD);
      assertThat(pages.get("/dashboard/channels").body())
          .contains("No channel yet")
          .contains("NOTIFY_URLS='ntfys://");
    }
  }
}
