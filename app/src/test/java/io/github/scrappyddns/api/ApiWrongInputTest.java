package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.api.ServedApi.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong calls of every operation, made from what the document says is right: none is our fault, and
 * each is answered as the document says.
 */
@Tag("slow")
class ApiWrongInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e400",
          "99999999999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"2026-13-45T99:00:00Z\"",
          "\"9999999-01-01T00:00:00Z\"",
          "[]",
          "{}",
          "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]",
          "\"" + "x".repeat(3_000) + "\"",
          "\"'; DROP TABLE network; --\"");
  private static final List<String> ODD_PLACES =
      List.of("0", "-1", "99", "999999999999999999", "9999999999999999999999", "x", "%27", "a%20b");
  private static final List<String> ODD_QUERIES =
      List.of("", "-1", "0", "501", "x", "%00", "%ff", "99999999999999999999", "2026-01-01", "%25");
  private static final List<String> ODD_BODIES =
      List.of(
          "{",
          "[]",
          "\"x\"",
          "1",
          "null",
          "{\"a\":1,\"a\":2}",
          "{\"name\":\"a\"} x",
          "\u0000",
          "{\"name\":\"a\",}");

  @TempDir Path directory;

  private ServedApi api;

  @BeforeEach
  void open() throws Exception {
    api = new ServedApi(directory, "Home");
    api.post("/networks", "{\"name\": \"Harbour\"}");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private void isNotOurFault(String method, String path, String body, String... headers)
      throws Exception {
    Answer answer = api.call(method, path, body, headers);
    assertThat(answer.status()).as(method + " " + path + " " + body).isLessThan(500);
  }

  @Test
  void wrong_places_in_paths_are_not_found() throws Exception {
    for (String operation : OpenApi.operations()) {
      String[] parts = operation.split(" ", 2);
      String path = parts[1].substring(Api.ROOT.length());
      if (path.contains("{")) {
        for (String odd : ODD_PLACES) {
          Answer answer = api.call(parts[0], path.replaceAll("\\{\\w+}", odd), "");
          assertThat(answer.status())
              .as(operation + " " + odd)
              .isIn(
                  parts[0].equals("PATCH") || parts[0].equals("POST")
                      ? List.of(404, 422)
                      : List.of(404));
        }
      }
    }
  }

  @Test
  void wrong_parameters_are_refused_or_mean_nothing() throws Exception {
    for (String operation : OpenApi.operations()) {
      String[] parts = operation.split(" ", 2);
      String path = parts[1].substring(Api.ROOT.length()).replaceAll("\\{\\w+}", "1");
      if (parts[0].equals("GET") && !path.equals("/backup")) {
        for (String name : List.of("limit", "cursor", "from", "to", "format", "q")) {
          for (String odd : ODD_QUERIES) {
            isNotOurFault("GET", path + "?" + name + "=" + odd, "");
          }
        }
      }
    }
  }

  @Test
  void bodies_that_are_no_object_or_no_json_are_refused() throws Exception {
    for (String operation : withBody()) {
      String[] parts = operation.split(" ", 2);
      String path = parts[1].substring(Api.ROOT.length()).replaceAll("\\{\\w+}", "2");
      for (String odd : ODD_BODIES) {
        assertThat(api.call(parts[0], path, odd).status())
            .as(operation + " " + odd)
            .isBetween(400, 422);
        assertThat(api.call(parts[0], path, odd, "Content-Type", "text/plain").status())
            .as(operation + " " + odd)
            .isBetween(400, 422);
      }
      assertThat(api.call(parts[0], path, "{\"name\": \"" + "x".repeat(5_000) + "\"}").status())
          .isEqualTo(413);
    }
  }

  @Test
  void wrong_and_unknown_members_are_refused_with_their_names() throws Exception {
    Random random = new Random(20_261_127);
    for (String operation : withBody()) {
      String[] parts = operation.split(" ", 2);
      String path = parts[1].substring(Api.ROOT.length()).replaceAll("\\{\\w+}", "2");
      Map<String, JsonNode> members = members(operation);
      assertThat(api.call(parts[0], path, "{\"no_such\": 1}").json().path("pointer").asText())
          .as(operation)
          .isEqualTo("#/no_such");
      for (String name : members.keySet()) {
        for (String odd : ODD_VALUES) {
          isNotOurFault(parts[0], path, "{\"" + name + "\": " + odd + "}");
        }
      }
      for (int i = 0; i < 20; i++) {
        ObjectNode body = JSON.createObjectNode();
        for (String name : members.keySet()) {
          if (random.nextBoolean()) {
            String odd = ODD_VALUES.get(random.nextInt(6));
            body.set(name, JSON.readTree(odd.equals("1e400") ? "7" : odd));
          }
        }
        isNotOurFault(parts[0], path, body.toString());
      }
    }
    // Whatever of it was obeyed, nothing is broken.
    assertThat(api.get("/networks").status()).isEqualTo(200);
    assertThat(api.get("/channels").status()).isEqualTo(200);
    assertThat(api.pages.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void other_versions_and_times_beyond_all_calendars_are_refused() throws Exception {
    for (String path : List.of("/api/v2/networks/1", "/api/x", "/api/v1x", "/api/v")) {
      HttpResponse<String> answer =
          api.pages.send(
              api.pages
                  .request(path)
                  .header("Authorization", "Bearer " + ServedApi.KEY)
                  .method("DELETE", HttpRequest.BodyPublishers.noBody()));
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
    }
    assertThat(api.get("/networks/1").status()).isEqualTo(200);
    for (String time : List.of("%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z")) {
      assertThat(api.get("/events?to=" + time).problem()).isEqualTo("bad_request");
    }
  }

  @Test
  void methods_that_are_not_known_are_refused_with_those_that_are() throws Exception {
    Answer answer = api.call("PUT", "/networks/1", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, PATCH");
    assertThat(api.call("BREW", "/networks", "").status()).isEqualTo(405);
    assertThat(api.call("OPTIONS", "/networks", "").status()).isEqualTo(405);
    assertThat(api.call("HEAD", "/networks/1", "").status()).isEqualTo(200);
  }

  private static List<String> withBody() {
    List<String> found = new ArrayList<>();
    for (String operation : OpenApi.operations()) {
      String[] parts = operation.split(" ", 2);
      // A file that is imported is larger, and read by a reader of its own.
      if (OpenApi.operation(parts[0], parts[1]).has("requestBody")
          && !parts[1].endsWith("/import")) {
        found.add(operation);
      }
    }
    assertThat(found).hasSizeGreaterThan(4);
    return found;
  }

  private static Map<String, JsonNode> members(String operation) {
    String[] parts = operation.split(" ", 2);
    String reference =
        OpenApi.operation(parts[0], parts[1])
            .at("/requestBody/content/application~1json/schema/$ref")
            .asText();
    Map<String, JsonNode> members = new LinkedHashMap<>();
    OpenApi.document()
        .at(reference.substring(1) + "/properties")
        .properties()
        .forEach(member -> members.put(member.getKey(), member.getValue()));
    assertThat(members).isNotEmpty();
    return members;
  }
}
