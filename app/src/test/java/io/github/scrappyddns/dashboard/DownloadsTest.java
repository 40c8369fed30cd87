package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser may store: the history of a network, and a backup of everything. */
@Tag("slow")
class DownloadsTest {
  @TempDir Path directory;
  @TempDir Path downloads;

  private final HandClock clock = new HandClock();
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Home", "=cmd|'/c calc'!A1"),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            clock);
    pages.signIn(PASSWORD);
    pages.call(1, "203.0.113.7");
    clock.advance(Duration.ofDays(2));
    pages.call(1, "203.0.113.9");
    pages.call(1, "2001:db8::9");
    pages.sql(
        "INSERT INTO event (network_id, kind, family, previous, previous_since, current, at)"
            + " SELECT 1, 'BACK', 4, current, at - 7200000, current, at - 3600000 FROM event"
            + " WHERE current = '203.0.113.9'");
    clock.advance(Duration.ofHours(1));
    pages.signIn(PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
  }

  @Test
  void the_history_of_a_network_is_to_be_had_for_programs() throws Exception {
    HttpResponse<String> csv = pages.get("/dashboard/networks/1.csv?range=week");
    assertThat(csv.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"network-1-week.csv\"");
    assertThat(csv.body().lines())
        .startsWith("state,family,address,from,to")
        .contains(
            "held,IPV4,203.0.113.7,2026-03-10T12:00:00Z,2026-03-12T12:00:00Z",
            "silent,,,2026-03-12T10:00:00Z,2026-03-12T11:00:00Z")
        .anyMatch(line -> line.startsWith("held,IPV6,2001:db8::9,2026-03-12T12:00:00Z,"));

    JsonNode json =
        new ObjectMapper().readTree(pages.get("/dashboard/networks/1.json?range=week").body());
    assertThat(json.path("network").asText()).isEqualTo("Home");
    assertThat(json.path("history")).hasSize(4);
    assertThat(json.path("history").get(0).path("address").asText()).isEqualTo("203.0.113.7");
    assertThat(pages.get("/dashboard/networks/1").body())
        .contains("href=\"1.csv?range=month\"", "href=\"1.json?range=month\"");
  }

  @Test
  void a_history_that_is_not_there_is_not_found_and_is_for_nobody_else() throws Exception {
    assertThat(pages.get("/dashboard/networks/99.csv").statusCode()).isEqualTo(404);
    assertThat(pages.get("/dashboard/networks/1.xml").statusCode()).isEqualTo(404);
    assertThat(pages.get("/dashboard/networks/2.csv").body())
        .isEqualTo("state,family,address,from,to\r\n");
    pages.cookie("");
    assertThat(pages.get("/dashboard/networks/1.csv").statusCode()).isEqualTo(303);
  }

  @Test
  void a_backup_is_whole_leaves_nothing_behind_and_is_noted() throws Exception {
    Path file = downloads.resolve("backup.db");
    HttpResponse<Path> answer =
        HttpClient.newHttpClient()
            .send(
                pages
                    .request("/dashboard/backup")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("mark=" + encoded(pages.mark())))
                    .build(),
                HttpResponse.BodyHandlers.ofFile(file));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(Files.size(file));
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"scrappy-ddns-2026-03-12.db\"");
    try (Database restored = Database.open("jdbc:sqlite:" + file)) {
      assertThat(
              (int)
                  restored.read(
                      reading ->
                          reading
                              .first("SELECT COUNT(*) FROM network", row -> row.getInt(1))
                              .orElseThrow()))
          .isEqualTo(2);
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("backup"));
    }
    assertThat(pages.get("/dashboard/audit").body()).contains("Took a backup");
  }

  @Test
  void a_backup_is_made_for_our_own_form_alone() throws Exception {
    assertThat(pages.post("/dashboard/backup", "").statusCode()).isEqualTo(403);
    assertThat(pages.get("/dashboard/backup").statusCode()).isEqualTo(404);
    pages.cookie("");
    assertThat(pages.post("/dashboard/backup", "mark=x").statusCode()).isEqualTo(303);
  }
}
