package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered where a page cannot be made just now. */
@Tag("slow")
class UnableTest {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/login",
          "/dashboard/networks/1",
          "/dashboard/channels",
          "/dashboard/problems",
          "/dashboard/settings",
          "/dashboard/access",
          "/dashboard/audit");

  @TempDir Path directory;

  private ServedPages served(Map<String, String> settings) throws Exception {
    return new ServedPages(
        directory,
        ServedPages.tokens("Home"),
        List.of(new ScriptedChannel("phone")),
        settings,
        new HandClock());
  }

  @Test
  void a_database_that_fails_is_told_calmly_on_every_page_until_it_works_again() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.call(1, "203.0.113.7");
      pages.signIn(PASSWORD);
      assertThat(pages.get("/").statusCode()).isEqualTo(200);
      for (String table : List.of("session", "password")) {
        pages.sql("ALTER TABLE " + table + " RENAME TO gone_" + table);
      }
      for (String page : PAGES) {
        HttpResponse<String> answer = pages.get(page);
        assertThat(answer.statusCode()).as(page).isEqualTo(503);
        assertThat(answer.body())
            .as(page)
            .contains("This page cannot be made just now")
            .doesNotContain("no such table", "Exception", "Home");
      }
      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(503);
      assertThat(pages.get("/assets/look.css").statusCode()).isEqualTo(200);
      pages.call(1, "203.0.113.7");

      for (String table : List.of("session", "password")) {
        pages.sql("ALTER TABLE gone_" + table + " RENAME TO " + table);
      }
      for (String page : PAGES) {
        assertThat(pages.get(page).statusCode()).as(page).isEqualTo(200);
      }
    }
  }

  @Test
  void where_many_passwords_wait_the_next_is_told_to_come_back_and_pages_are_made_meanwhile()
      throws Exception {
    try (ServedPages pages = served(Map.of("SCRAPPY_ADMIN_PASSWORD", "one that takes its time"))) {
      assertThat(pages.get("/login").statusCode()).isEqualTo(200);
      List<CompletableFuture<HttpResponse<String>>> entries = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        entries.add(pages.begin("/login", "password=wrong"));
      }
      assertThat(pages.get("/login").statusCode()).isEqualTo(200);
      List<HttpResponse<String>> refused =
          entries.stream()
              .map(CompletableFuture::join)
              .filter(answer -> answer.body().contains("Many try to sign in just now"))
              .toList();
      assertThat(refused).hasSizeBetween(1, 7);
      assertThat(refused)
          .allSatisfy(
              answer -> {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
              });
    }
  }
}
