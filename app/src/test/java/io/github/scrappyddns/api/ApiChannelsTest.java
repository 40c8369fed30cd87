package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.api.ServedApi.Answer;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.NtfyServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program can see and order of channels and of the service itself, over a real socket. */
@Tag("slow")
class ApiChannelsTest {
  @TempDir Path directory;
  @TempDir Path downloads;

  private ServedApi api;
  private NtfyServer ntfy;

  @BeforeEach
  void open() throws Exception {
    api = new ServedApi(directory, "Home");
    ntfy = new NtfyServer();
  }

  @AfterEach
  void close() {
    ntfy.close();
    api.close();
  }

  private String url(String topic) {
    return ntfy.address().replace("http://", "ntfy://") + "/" + topic;
  }

  @Test
  void a_channel_is_added_tested_told_paused_and_removed() throws Exception {
    Answer made =
        api.post(
            "/channels",
            "{\"url\": \""
                + url("secret-topic")
                + "\", \"name\": \"mine\", \"networks\": \"Home\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("kind").asText()).isEqualTo("ntfy");
    assertThat(made.json().path("networks").asText()).isEqualTo("Home");
    assertThat(made.whole().body()).doesNotContain("secret-topic");
    String path = "/channels/" + made.json().path("id").asLong();

    Answer tested = api.post(path + "/test", "");
    assertThat(tested.json().path("outcome").asText()).isEqualTo("delivered");
    assertThat(ntfy.received()).hasSize(1);
    JsonNode there = api.get("/channels/mine").json();
    assertThat(there.path("last_answer").path("outcome").asText()).isEqualTo("delivered");

    String seen = api.get(path).header("ETag");
    assertThat(
            api.patch(path, "{\"paused\": true}", "If-Match", seen).json().path("state").asText())
        .isEqualTo("paused");
    assertThat(api.patch(path, "{\"paused\": false}", "If-Match", seen).status()).isEqualTo(412);
    assertThat(api.delete(path, "If-Match", seen).status()).isEqualTo(412);

    Answer moved = api.patch(path, "{\"url\": \"" + url("other-topic") + "\", \"paused\": false}");
    assertThat(moved.json().path("paused").asBoolean()).isFalse();
    api.post(path + "/test", "");
    assertThat(ntfy.topics()).contains("other-topic");
    assertThat(api.get("/audit").json().path("deeds").findValuesAsText("deed"))
        .startsWith("sent_test", "changed_channel", "paused_channel", "sent_test", "added_channel");

    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void a_channel_of_the_settings_can_be_tested_and_is_changed_there() throws Exception {
    assertThat(api.get("/channels").json().path("channels").findValuesAsText("from"))
        .containsExactly("settings");
    assertThat(api.post("/channels/phone/test", "").status()).isEqualTo(200);
    assertThat(api.phone.received()).hasSize(1);
    assertThat(api.patch("/channels/phone", "{\"paused\": true}").problem())
        .isEqualTo("of_settings");
    assertThat(api.delete("/channels/phone").problem()).isEqualTo("of_settings");
    assertThat(api.post("/channels/retry", "").status()).isEqualTo(204);
  }

  @Test
  void a_url_that_is_wrong_is_refused_with_a_reason_and_without_its_secrets() throws Exception {
    Answer unknown = api.post("/channels", "{\"url\": \"nosuch://secret-word/x\"}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().path("pointer").asText()).isEqualTo("#/url");
    assertThat(unknown.whole().body()).doesNotContain("secret-word");
    assertThat(api.post("/channels", "{\"url\": \"ntfy://ntfy.sh/***\"}").problem())
        .isEqualTo("unfit");
    api.post("/channels", "{\"url\": \"" + url("a") + "\", \"name\": \"mine\"}");
    assertThat(
            api.post("/channels", "{\"url\": \"" + url("b") + "\", \"name\": \"mine\"}").problem())
        .isEqualTo("name_taken");
  }

  @Test
  void the_service_says_what_it_is_and_what_needs_somebody() throws Exception {
    api.pages.call(1, "192.168.1.7");
    JsonNode service = api.get("").json();
    assertThat(service.path("key").path("name").asText()).isEqualTo("tests");
    assertThat(service.path("networks").path("all").asInt()).isEqualTo(1);
    JsonNode problems = api.get("/problems").json();
    assertThat(problems.path("not_public").get(0).path("network").asText()).isEqualTo("Home");
    assertThat(api.get("/settings").whole().body())
        .contains("ADMIN_PASSWORD")
        .doesNotContain("pbkdf2");
    api.pages.signIn(io.github.scrappyddns.testing.ServedPages.PASSWORD);
    JsonNode session = api.get("/sessions").json().path("sessions").get(0);
    assertThat(api.delete("/sessions/" + session.path("id").asLong()).status()).isEqualTo(204);
    assertThat(api.pages.get("/").statusCode()).isEqualTo(303);
    assertThat(api.delete("/sessions/99").status()).isEqualTo(404);
  }

  @Test
  void a_backup_is_whole() throws Exception {
    Path file = downloads.resolve("backup.db");
    HttpResponse<Path> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(api.pages.address() + "/api/v1/backup"))
                    .header("Authorization", "Bearer " + ServedApi.KEY)
                    .build(),
                HttpResponse.BodyHandlers.ofFile(file));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(Files.size(file));
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"scrappy-ddns-2026-03-10.db\"");
    try (Database backup = Database.open("jdbc:sqlite:" + file)) {
      List<String> names =
          backup.read(reading -> reading.list("SELECT name FROM network", row -> row.getString(1)));
      assertThat(names).containsExactly("Home");
    }
  }
}
