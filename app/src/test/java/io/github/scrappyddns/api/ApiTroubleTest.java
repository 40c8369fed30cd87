package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.api.ServedApi.Answer;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are told while the database cannot be written, and while too many ask. */
@Tag("slow")
class ApiTroubleTest {
  @TempDir Path directory;

  private ServedApi api;

  @BeforeEach
  void open() throws Exception {
    api = new ServedApi(directory, "Home");
    api.get("/networks");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private Connection locked() throws Exception {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("scrappy-ddns.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("BEGIN IMMEDIATE");
    }
    return connection;
  }

  @Test
  void who_only_looks_needs_no_database_that_can_be_written() throws Exception {
    api.clock.advance(Duration.ofMinutes(2));
    try (Connection lock = locked()) {
      assertThat(lock.isClosed()).isFalse();
      assertThat(api.get("/problems").status()).isEqualTo(200);
    }
  }

  @Test
  void an_order_that_could_not_be_stored_is_tried_again_under_its_name() throws Exception {
    api.pages.sql(
        "CREATE TRIGGER full BEFORE INSERT ON network"
            + " BEGIN SELECT RAISE(ABORT, 'this row is refused'); END");
    Answer failed = api.post("/networks", "{\"name\": \"New\"}", "Idempotency-Key", "a-1");
    assertThat(failed.problem()).isEqualTo("storage");
    api.pages.sql("DROP TRIGGER full");
    assertThat(api.post("/networks", "{\"name\": \"New\"}", "Idempotency-Key", "a-1").status())
        .isEqualTo(201);
  }

  @Test
  void who_asks_too_much_at_once_is_told_so() throws Exception {
    CompletableFuture<DeliveryResult> later = new CompletableFuture<>();
    api.phone.answersLater(later);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    try (Connection lock = locked()) {
      assertThat(lock.isClosed()).isFalse();
      for (int i = 0; i < 120; i++) {
        String body = "{\"name\": \"Net " + i + "\"}";
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    Answer answer = api.post("/networks", body);
                    assertThat(answer.status() < 500 || !answer.problem().isEmpty()).isTrue();
                    return answer.status();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                task -> new Thread(task).start()));
      }
      Await.until("somebody is told", () -> answers.stream().anyMatch(CompletableFuture::isDone));
    }
    assertThat(answers.stream().map(CompletableFuture::join)).contains(201, 503);
  }
}
