package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.channel.testing.PushBrowser;
import io.github.scrappyddns.channel.testing.PushServices;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.ServedPages;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one PostgreSQL: a browser that subscribes to one is told by both. */
@Tag("slow")
class SharedDevicesTest {
  private static final String DEVICE = "/dashboard/channels/device";

  @TempDir Path directory;

  private ServedPages served(String name, String url, PushServices push) throws Exception {
    ServedPages pages =
        new ServedPages(
            Files.createDirectory(directory.resolve(name)),
            ServedPages.tokens("Home"),
            List.of(new PrintedAlerts("log", text -> true)),
            ServedPages.settings(
                "DATABASE_URL",
                url,
                "ALERT_INTERVAL",
                "0s",
                "SECRET_KEY_FILE",
                directory.resolve("secret.key").toString(),
                "PUSH_HOSTS",
                push.origin()),
            InstantSource.system());
    pages.signIn(ServedPages.PASSWORD);
    return pages;
  }

  private static boolean shows(ServedPages pages, String text) {
    try {
      return pages.get("/dashboard/channels").body().contains(text);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void both_make_the_key_at_once_and_one_of_the_two_is_that_of_all() throws Exception {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (PushServices push = new PushServices(InstantSource.system());
        ServedPages second = served("second", url, push)) {
      String key;
      try (ServedPages first = served("first", url, push)) {
        String order = "do=key&mark=";
        var ofFirst = first.begin(DEVICE, order + first.mark());
        var ofSecond = second.begin(DEVICE, order + second.mark());
        CompletableFuture.allOf(ofFirst, ofSecond).join();
        key = ofFirst.join().body();
        assertThat(key).matches("[\\w-]{87}").isEqualTo(ofSecond.join().body());

        int number = push.subscribe();
        String browser =
            "&device=d1&endpoint="
                + encoded(push.endpoint(number))
                + "&p256dh="
                + push.browser(number).p256dh()
                + "&auth="
                + push.browser(number).auth()
                + "&mark=";
        first.post(DEVICE, "do=add&name=Tablet" + browser + first.mark());
        // The other has not looked yet, and must not have the browser give up its subscription.
        assertThat(second.post(DEVICE, "do=back" + browser + second.mark()).statusCode())
            .isEqualTo(200);
        Await.until("the other has it", () -> shows(second, "Tablet"));
      }
      second.call(1, "203.0.113.7");
      Await.until("it is told by the one that is left", () -> push.told().size() == 2);
      assertThat(push.told()).allMatch(told -> PushBrowser.signer(told.request()).equals(key));
      assertThat(push.complaints()).isEmpty();
    }
  }
}
