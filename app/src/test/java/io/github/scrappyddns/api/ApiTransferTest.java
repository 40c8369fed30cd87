package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.api.ServedApi.Answer;
import io.github.scrappyddns.testing.NtfyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything as one file, from one service to another, over real sockets. */
@Tag("slow")
class ApiTransferTest {
  @TempDir Path here;
  @TempDir Path there;

  private ServedApi one;
  private ServedApi other;

  @BeforeEach
  void open() throws Exception {
    one = new ServedApi(here, "Home");
    other = new ServedApi(there, "Elsewhere");
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void what_one_service_wrote_another_takes_in_and_its_routers_go_on_calling() throws Exception {
    String token = one.post("/networks", "{\"name\": \"Harbour\"}").json().path("token").asText();
    one.pages.get("/" + token + "?myip=203.0.113.20");
    Answer export = one.get("/export");
    assertThat(export.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"scrappy-ddns.json\"");
    String file = export.whole().body();
    assertThat(file).contains("Harbour", "203.0.113.20").doesNotContain(token);

    JsonNode plan = other.post("/import?dry_run=true", file).json();
    assertThat(plan.path("networks").path("added").asInt()).isEqualTo(2);
    assertThat(other.get("/networks").json().path("networks")).hasSize(1);

    JsonNode done = other.post("/import", file).json();
    assertThat(done.path("dry_run").asBoolean()).isFalse();
    assertThat(done.path("networks")).isEqualTo(plan.path("networks"));
    assertThat(other.pages.get("/" + token + "?myip=203.0.113.20").statusCode()).isEqualTo(200);
    assertThat(other.phone.received()).isEmpty();
    assertThat(other.post("/import", file).json().path("networks").path("added").asInt()).isZero();
    assertThat(other.get("/events").json().path("events")).hasSize(1);
    try (Stream<Path> files = Files.list(here)) {
      assertThat(files).noneMatch(path -> path.getFileName().toString().startsWith("passing"));
    }
  }

  @Test
  void secrets_of_channels_are_in_the_file_on_request_alone() throws Exception {
    try (NtfyServer ntfy = new NtfyServer()) {
      String url = ntfy.address().replace("http://", "ntfy://") + "/topic-of-mine";
      one.post("/channels", "{\"url\": \"" + url + "\", \"name\": \"mine\"}");
      assertThat(one.get("/export").whole().body())
          .contains("mine")
          .doesNotContain("topic-of-mine");
      String whole = one.get("/export?secrets=true&history=false").whole().body();
      assertThat(whole).contains("topic-of-mine");
      assertThat(other.post("/import", whole).json().path("channels").path("added").asInt())
          .isEqualTo(1);
      assertThat(other.post("/channels/mine/test", "").json().path("outcome").asText())
          .isEqualTo("delivered");
    }
    assertThat(one.as(ServedApi.READ_KEY, "GET", "/export", "").problem())
        .isEqualTo("read_only_key");
  }

  @Test
  void a_file_is_larger_than_other_bodies_and_refused_where_it_is_damaged() throws Exception {
    StringBuilder networks = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      networks.append(i == 0 ? "" : ",").append("{\"name\": \"Net ").append(i).append("\"}");
    }
    String file = "{\"scrappy-ddns\": 1, \"networks\": [" + networks + "]}";
    assertThat(file.length()).isGreaterThan(50_000);
    Answer plan = other.post("/import?dry_run=true", file);
    assertThat(plan.json().path("networks").path("added").asInt()).isEqualTo(3_000);
    assertThat(plan.json().path("more").asInt()).isEqualTo(2_000);

    Answer damaged = other.post("/import", file.replace("\"Net 7\"", "7"));
    assertThat(damaged.problem()).isEqualTo("unfit");
    assertThat(damaged.json().path("detail").asText()).contains("networks[7].name");
    assertThat(other.post("/import?mode=other", file).problem()).isEqualTo("bad_request");
    assertThat(other.post("/import", "x".repeat(5_000_000)).status()).isEqualTo(413);
    assertThat(other.as(ServedApi.READ_KEY, "POST", "/import", file).status()).isEqualTo(413);
    assertThat(other.as("sddns_wrong", "POST", "/import", file).status()).isEqualTo(413);
    assertThat(other.post("/networks", "{\"name\": \"" + "x".repeat(5_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(other.get("/networks").json().path("networks")).hasSize(1);
  }

  @Test
  void replacing_removes_what_the_file_does_not_have() throws Exception {
    other.post("/networks", "{\"name\": \"Old\"}");
    JsonNode plan =
        other
            .post(
                "/import?mode=replace",
                "{\"scrappy-ddns\": 1, \"networks\": [{\"name\": \"New\"}]}")
            .json();
    assertThat(plan.path("networks").path("removed").asInt()).isEqualTo(1);
    assertThat(other.get("/networks").json().path("networks").findValuesAsText("name"))
        .containsExactly("Elsewhere", "New");
  }
}
