package io.github.scrappyddns.dashboard.network;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two whole services on one database: what is ordered on a page of one is in force on the other.
 */
@Tag("slow")
class SeveralInstancesPagesTest {
  private static final String NETWORK = "/dashboard/networks/2";
  private static final Pattern TOKEN = Pattern.compile("id=\"token\"[^>]*>([A-Za-z0-9]{24})</pre>");

  /** Two looks, and what a busy machine needs. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path directory;

  @Test
  void an_order_on_a_page_of_one_is_in_force_on_the_other() throws Exception {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    try (ServedPages here = served("here", url);
        ServedPages there = served("there", url)) {
      here.signIn(PASSWORD);
      there.cookie(here.cookie());
      String mark = here.mark();
      String page = here.post("/dashboard/networks/add", "name=Home&mark=" + mark).body();
      Matcher token = TOKEN.matcher(page);
      assertThat(token.find()).isTrue();
      String call = "/" + token.group(1) + "?ip_address=203.0.113.7";
      assertThat(here.get(call).statusCode()).isEqualTo(200);
      long asked = System.nanoTime();
      Await.until("the other has it", () -> body(there, "/").contains(">Home<"));
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
      assertThat(there.get(call).statusCode()).isEqualTo(200);

      there.post(NETWORK + "/remove", "do=remove&mark=" + mark);
      assertThat(there.get(call).statusCode()).isEqualTo(404);
      Await.until("it is gone", () -> body(here, NETWORK).contains("There is no such page"));
      assertThat(here.get(call).statusCode()).isEqualTo(404);
    }
  }

  private static String body(ServedPages pages, String path) {
    try {
      return pages.get(path).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServedPages served(String name, String url) throws Exception {
    return new ServedPages(
        Files.createDirectory(directory.resolve(name)),
        ServedPages.tokens("Listed"),
        List.of(new ScriptedChannel("phone")),
        ServedPages.settings("DATABASE_URL", url),
        InstantSource.system());
  }
}
