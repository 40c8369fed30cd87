package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.api.ServedApi.Answer;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call the API, and calls that are sent twice. */
@Tag("slow")
class ApiAccessTest {
  @TempDir Path directory;

  private ServedApi api;

  @BeforeEach
  void open() throws Exception {
    api = new ServedApi(directory, "Home");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void nobody_gets_in_without_a_key_and_a_wrong_one_tells_nothing() throws Exception {
    for (String path : new String[] {"", "/networks", "/networks/1", "/nowhere", "/backup"}) {
      Answer none = api.as("", "GET", path, "");
      assertThat(none.status()).isEqualTo(401);
      assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");
      Answer wrong = api.as("sddns_wrong", "GET", path, "");
      assertThat(wrong.problem()).isEqualTo("key_needed");
    }
    assertThat(api.as("sddns_wrong", "POST", "/networks", "{\"name\": \"X\"}").status())
        .isEqualTo(401);
    api.pages.signIn(io.github.scrappyddns.testing.ServedPages.PASSWORD);
    assertThat(api.pages.get("/api/v1/networks").statusCode()).isEqualTo(401);
  }

  @Test
  void who_guesses_keys_is_answered_ever_more_slowly() throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < 30; i++) {
      api.as("sddns_guess-" + i, "GET", "/networks", "");
    }
    long free = System.nanoTime() - begin;
    begin = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      api.as("sddns_guess-more-" + i, "GET", "/networks", "");
    }
    // 100 ms more for each: 3.6 s in all, whatever the machine does meanwhile.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    assertThat(Duration.ofNanos(free)).isPositive();
    assertThat(api.get("/networks").status()).isEqualTo(200);
  }

  @Test
  void a_key_that_reads_changes_nothing() throws Exception {
    for (String order :
        new String[] {
          "POST /networks",
          "PATCH /networks/1",
          "DELETE /networks/1",
          "POST /networks/1/tokens",
          "POST /channels",
          "POST /channels/phone/test",
          "POST /keys",
          "DELETE /keys/1",
          "GET /backup"
        }) {
      String[] parts = order.split(" ", 2);
      assertThat(api.as(ServedApi.READ_KEY, parts[0], parts[1], "").problem())
          .as(order)
          .isEqualTo("read_only_key");
    }
    assertThat(api.as(ServedApi.READ_KEY, "GET", "/networks/1", "").status()).isEqualTo(200);
  }

  @Test
  void a_key_is_made_used_ends_and_is_removed() throws Exception {
    Answer made =
        api.post("/keys", "{\"name\": \"cron\", \"scope\": \"read\", \"expires_in\": 3600}");
    assertThat(made.status()).isEqualTo(201);
    String key = made.json().path("key").asText();
    assertThat(key).startsWith("sddns_").hasSizeGreaterThan(40);
    assertThat(made.json().path("last_used").isNull()).isTrue();
    assertThat(api.as(key, "GET", "", "").json().path("key").path("name").asText())
        .isEqualTo("cron");
    JsonNode known = api.get("/keys").json().path("keys").get(0);
    assertThat(known.path("last_used").asText()).isEqualTo(api.clock.instant().toString());
    assertThat(known.toString()).doesNotContain(key);
    api.clock.advance(Duration.ofHours(1));
    assertThat(api.as(key, "GET", "", "").status()).isEqualTo(401);

    Answer other = api.post("/keys", "{\"name\": \"other\", \"scope\": \"write\"}");
    String path = "/keys/" + other.json().path("id").asLong();
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.delete(path).status()).isEqualTo(404);
    assertThat(api.as(other.json().path("key").asText(), "GET", "", "").status()).isEqualTo(401);
    assertThat(api.get("/audit").json().path("deeds").findValuesAsText("deed"))
        .startsWith("removed_key", "made_key", "made_key");
    assertThat(api.get("/audit").json().path("deeds").get(0).path("who").asText())
        .isEqualTo("key: tests");
  }

  @Test
  void a_call_that_names_itself_is_carried_out_once_though_it_comes_twice() throws Exception {
    Answer first = api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
    Answer again = api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.whole().body()).isEqualTo(first.whole().body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(api.get("/networks").json().path("networks")).hasSize(2);
    assertThat(api.post("/networks", "{\"name\": \"Other\"}", "Idempotency-Key", "a-1").problem())
        .isEqualTo("other_call");

    // What was refused may be mended and sent again under its name.
    assertThat(api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "b-1").status())
        .isEqualTo(409);
    assertThat(api.post("/networks", "{\"name\": \"Two\"}", "Idempotency-Key", "b-1").status())
        .isEqualTo(201);

    // After a day it is a new call.
    api.clock.advance(Duration.ofDays(1).plusMinutes(1));
    assertThat(api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1").status())
        .isEqualTo(409);
  }

  @Test
  void the_answer_of_such_a_call_is_kept_where_nobody_else_can_read_it() throws Exception {
    Answer made = api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
    String token = made.json().path("token").asText();
    api.close();
    byte[] file = Files.readAllBytes(directory.resolve("scrappy-ddns.db"));
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).contains("repeatable_call").doesNotContain(token, ServedApi.KEY);
  }

  @Test
  void a_call_that_was_cut_off_is_not_carried_out_twice() throws Exception {
    api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
    api.pages.sql("UPDATE repeatable_call SET status = 0, answer = ''");
    Answer again = api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
    assertThat(again.problem()).isEqualTo("call_not_over");
  }

  @Test
  void keys_and_tokens_are_not_in_the_log() throws Exception {
    try (CapturedLog log = new CapturedLog(RefusedCalls.class)) {
      Answer made = api.post("/networks", "{\"name\": \"Once\"}", "Idempotency-Key", "a-1");
      api.post("/keys", "{\"name\": \"cron\"}");
      api.as("sddns_wrong-but-secret", "GET", "/networks", "");
      assertThat(String.join("\n", log.lines()))
          .doesNotContain(
              made.json().path("token").asText(), ServedApi.KEY, "sddns_wrong-but-secret");
    }
  }
}
