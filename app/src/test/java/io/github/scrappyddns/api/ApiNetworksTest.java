package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.api.ServedApi.Answer;
import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program can see and order of networks, over a real socket. */
@Tag("slow")
class ApiNetworksTest {
  @TempDir Path directory;

  private ServedApi api;

  @BeforeEach
  void open() throws Exception {
    api = new ServedApi(directory, "Listed");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private long added(String name) throws Exception {
    return api.post("/networks", "{\"name\": \"" + name + "\"}").json().path("id").asLong();
  }

  @Test
  void a_network_is_added_calls_and_is_removed() throws Exception {
    Answer made = api.post("/networks", "{\"name\": \"Harbour\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("state").asText()).isEqualTo("never_called");
    assertThat(made.json().path("check_in_url").asText())
        .isEqualTo(api.pages.address() + "/" + made.json().path("token").asText());

    URI url = URI.create(made.json().path("check_in_url").asText() + "?myip=203.0.113.20");
    assertThat(api.pages.get(url.getPath() + "?" + url.getQuery()).statusCode()).isEqualTo(200);
    long id = made.json().path("id").asLong();
    JsonNode there = api.get("/networks/" + id).json();
    assertThat(there.path("state").asText()).isEqualTo("calling");
    assertThat(there.path("addresses").get(0).path("address").asText()).isEqualTo("203.0.113.20");
    assertThat(api.get("/networks/" + id + "/addresses").json().path("addresses"))
        .isEqualTo(there.path("addresses"));

    assertThat(api.delete("/networks/" + id).status()).isEqualTo(204);
    assertThat(api.get("/networks/" + id).problem()).isEqualTo("not_found");
    assertThat(api.pages.get(url.getPath()).statusCode()).isEqualTo(404);
  }

  @Test
  void all_that_is_ordered_of_a_network_happens_at_once_or_not_at_all() throws Exception {
    long id = added("Harbour");
    added("Office");
    String until = api.clock.instant().plus(Duration.ofDays(2)).toString();
    Answer changed =
        api.patch(
            "/networks/" + id,
            "{\"name\": \"Port\", \"paused\": true, \"silent_after\": 900,"
                + " \"maintenance_until\": \""
                + until
                + "\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("name").asText()).isEqualTo("Port");
    assertThat(changed.json().path("state").asText()).isEqualTo("paused");
    assertThat(changed.json().path("silent_after").asLong()).isEqualTo(900);
    assertThat(changed.json().path("maintenance_until").asText()).isEqualTo(until);

    Answer refused = api.patch("/networks/" + id, "{\"name\": \"Office\", \"paused\": false}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("name_taken");
    assertThat(api.get("/networks/" + id).json()).isEqualTo(changed.json());

    JsonNode back =
        api.patch(
                "/networks/" + id,
                "{\"paused\": false, \"silent_after\": null, \"maintenance_until\": null}")
            .json();
    assertThat(back.path("state").asText()).isEqualTo("never_called");
    assertThat(back.path("silent_after").isNull()).isTrue();
    assertThat(back.path("maintenance_until").isNull()).isTrue();
    assertThat(
            api.patch("/networks/" + id, "{\"silent_after\": 0}")
                .json()
                .path("silent_after")
                .asLong(-1))
        .isZero();
  }

  @Test
  void a_network_that_somebody_else_has_changed_is_not_changed_unseen() throws Exception {
    long id = added("Harbour");
    String path = "/networks/" + id;
    String seen = api.get(path).header("ETag");
    api.pages.call(1, "203.0.113.9");
    assertThat(api.get(path).header("ETag")).isEqualTo(seen);
    assertThat(api.patch(path, "{\"paused\": true}", "If-Match", seen).status()).isEqualTo(200);

    Answer late = api.patch(path, "{\"name\": \"Late\"}", "If-Match", seen);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.problem()).isEqualTo("changed_meanwhile");
    assertThat(api.delete(path, "If-Match", seen).status()).isEqualTo(412);
    Answer now = api.get(path);
    assertThat(now.json().path("name").asText()).isEqualTo("Harbour");
    assertThat(api.patch(path, "{\"paused\": false}", "If-Match", "*").status()).isEqualTo(200);
    assertThat(api.delete(path, "If-Match", "\"other\", " + api.get(path).header("ETag")).status())
        .isEqualTo(204);
  }

  @Test
  void what_the_token_list_says_is_changed_there() throws Exception {
    Answer listed = api.get("/networks/1");
    assertThat(listed.json().path("from").asText()).isEqualTo("token_list");
    assertThat(api.patch("/networks/1", "{\"name\": \"Other\"}").problem())
        .isEqualTo("of_token_list");
    assertThat(api.delete("/networks/1").problem()).isEqualTo("of_token_list");
    assertThat(api.post("/networks/1/tokens", "").problem()).isEqualTo("of_token_list");
    assertThat(api.patch("/networks/1", "{\"paused\": true}").status()).isEqualTo(200);
    String first = api.get("/networks/1").header("ETag");
    assertThat(first).isNotEqualTo(listed.header("ETag"));
  }

  @Test
  void lists_come_in_pages_and_nothing_stands_on_two() throws Exception {
    for (int i = 0; i < 7; i++) {
      added("Net " + i);
    }
    List<String> names = new ArrayList<>();
    String cursor = "0";
    int pages = 0;
    while (!cursor.equals("null")) {
      JsonNode page = api.get("/networks?limit=3&cursor=" + cursor).json();
      page.path("networks").forEach(one -> names.add(one.path("name").asText()));
      cursor = page.path("next").asText();
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(names)
        .containsExactly("Listed", "Net 0", "Net 1", "Net 2", "Net 3", "Net 4", "Net 5", "Net 6");
    assertThat(api.get("/networks?q=nET%203").json().path("networks")).hasSize(1);
    assertThat(api.get("/networks?limit=0").problem()).isEqualTo("bad_request");
    assertThat(api.get("/networks?cursor=x").problem()).isEqualTo("bad_request");
  }

  @Test
  void a_token_is_made_replaced_with_an_overlap_and_removed() throws Exception {
    long id = added("Harbour");
    String tokens = "/networks/" + id + "/tokens";
    Answer second = api.post(tokens, "");
    assertThat(second.status()).isEqualTo(201);
    JsonNode known = api.get(tokens).json().path("tokens");
    assertThat(known).hasSize(2);
    long number = known.get(1).path("id").asLong();
    Answer third = api.post(tokens + "/" + number + "/replace", "{\"overlap\": 3600}");
    assertThat(third.status()).isEqualTo(201);
    String old = "/" + second.json().path("token").asText() + "?myip=203.0.113.1";
    assertThat(api.pages.get(old).statusCode()).isEqualTo(200);
    api.clock.advance(Duration.ofHours(2));
    // The service looks once a second which tokens have ended.
    Await.until("the old token has ended", () -> isUnknown(old));
    assertThat(api.post(tokens + "/" + number + "/replace", "").status()).isEqualTo(404);
    String seen = api.get("/networks/" + id).header("ETag");
    api.post(tokens, "");
    assertThat(api.delete("/networks/" + id, "If-Match", seen).status()).isEqualTo(412);
    long last = api.get(tokens).json().path("tokens").get(1).path("id").asLong();
    assertThat(api.delete(tokens + "/" + last).status()).isEqualTo(204);
    assertThat(api.delete(tokens + "/" + last).problem()).isEqualTo("not_found");
    assertThat(api.pages.get("/" + third.json().path("token").asText()).statusCode())
        .isEqualTo(404);
  }

  private boolean isUnknown(String path) {
    try {
      return api.pages.get(path).statusCode() == 404;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_happened_is_to_be_had_by_time_page_and_as_csv() throws Exception {
    for (int i = 1; i <= 5; i++) {
      api.pages.call(1, "203.0.113." + i);
      api.clock.advance(Duration.ofHours(1));
    }
    JsonNode all = api.get("/events").json().path("events");
    assertThat(all).hasSize(5);
    assertThat(all.get(0).path("address").asText()).isEqualTo("203.0.113.5");
    assertThat(all.get(0).path("previous_address").asText()).isEqualTo("203.0.113.4");
    assertThat(all.get(0).path("network").asText()).isEqualTo("Listed");
    assertThat(all.get(4).path("kind").asText()).isEqualTo("first_seen");

    String from = all.get(3).path("at").asText();
    String to = all.get(1).path("at").asText();
    assertThat(
            api.get("/networks/1/events?from=" + from + "&to=" + to)
                .json()
                .path("events")
                .findValuesAsText("address"))
        .containsExactly("203.0.113.3", "203.0.113.2");

    JsonNode first = api.get("/events?limit=2").json();
    Answer rest = api.get("/events?limit=9&cursor=" + first.path("next").asText());
    assertThat(rest.json().path("events")).hasSize(3);
    assertThat(rest.json().path("next").isNull()).isTrue();

    Answer csv = api.get("/networks/1/events?limit=2", "Accept", "text/csv");
    assertThat(csv.whole().body().lines())
        .hasSize(3)
        .first()
        .isEqualTo("id,network_id,network,kind,family,address,at,previous_address,previous_since");
    assertThat(csv.header("Next-Cursor")).isEqualTo(first.path("next").asText());
    assertThat(api.get("/events?from=yesterday").problem()).isEqualTo("bad_request");
    assertThat(api.get("/networks/99/events").problem()).isEqualTo("not_found");
  }

  @Test
  void a_name_that_a_spreadsheet_would_run_is_harmless_in_a_csv() throws Exception {
    Answer made = api.post("/networks", "{\"name\": \"=1+1, \\\"x\\\"\"}");
    api.pages.get("/" + made.json().path("token").asText() + "?myip=203.0.113.1");
    assertThat(api.get("/events?format=csv").whole().body()).contains(",\"'=1+1, \"\"x\"\"\",");
  }
}
