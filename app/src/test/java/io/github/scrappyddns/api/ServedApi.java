package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/**
 * The whole service on a free port of loopback, and a program that calls its API. Each answer is
 * held against the document.
 */
final class ServedApi implements AutoCloseable {
  /** A key that may write. */
  static final String KEY = "sddns_a-key-of-tests-that-may-do-everything-000000";

  /** A key that may only read. */
  static final String READ_KEY = "sddns_a-key-of-tests-that-may-only-look-0000000000";

  final HandClock clock = new HandClock();
  final ScriptedChannel phone = new ScriptedChannel("phone");
  final ServedPages pages;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What a call was answered. */
  record Answer(int status, JsonNode json, HttpResponse<String> whole) {
    String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }

    /** The last word of a problem's type. */
    String problem() {
      return json.path("type").asText().replaceAll(".*:", "");
    }
  }

  ServedApi(Path directory, String... names) throws Exception {
    List<Channel> channels = List.of(phone);
    pages =
        new ServedPages(
            directory, ServedPages.tokens(names), channels, ServedPages.settings(), clock);
    store(KEY, "tests", "WRITE", 0);
    store(READ_KEY, "looker", "READ", 0);
  }

  void store(String key, String name, String scope, long endsAt) throws Exception {
    pages.sql(
        "INSERT INTO api_key (digest, start, name, scope, created_at, ends_at) VALUES ('"
            + Hashing.sha256().hashString(key, UTF_8)
            + "', '"
            + key.substring(0, 10)
            + "…', '"
            + name
            + "', '"
            + scope
            + "', "
            + clock.millis()
            + ", "
            + endsAt
            + ")");
  }

  Answer get(String path, String... headers) throws Exception {
    return call("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) throws Exception {
    return call("POST", path, body, headers);
  }

  Answer patch(String path, String body, String... headers) throws Exception {
    return call("PATCH", path, body, headers);
  }

  Answer delete(String path, String... headers) throws Exception {
    return call("DELETE", path, "", headers);
  }

  Answer call(String method, String path, String body, String... headers) throws Exception {
    return as(KEY, method, path, body, headers);
  }

  /** Calls with a key; the path is that below {@code /api/v1}. */
  Answer as(String key, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(pages.address() + "/api/v1" + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    boolean typed = List.of(headers).contains("Content-Type");
    if (!body.isEmpty() && !typed) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    OpenApi.check(method, "/api/v1" + path, answer);
    boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Answer(
        answer.statusCode(),
        new ObjectMapper().readTree(json && !method.equals("HEAD") ? answer.body() : "{}"),
        answer);
  }

  @Override
  public void close() {
    pages.close();
  }
}
