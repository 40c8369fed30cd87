package io.github.scrappyddns.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls the API of one service with one key. */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A channel that is tested may take as long as an alert. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final HttpClient client;
  private final String root;
  private final String key;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param address of the service, with no slash at its end
   */
  ApiClient(HttpClient.Builder client, String address, String key) {
    this.client = client.connectTimeout(PATIENCE).build();
    this.root = address + "/api/v1";
    this.key = key;
  }

  JsonNode get(String path) throws IOException {
    return call("GET", path, Map.of());
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException {
    return call("POST", path, body);
  }

  JsonNode patch(String path, Map<String, ?> body) throws IOException {
    return call("PATCH", path, body);
  }

  void delete(String path) throws IOException {
    call("DELETE", path, Map.of());
  }

  /** All things of a list that comes in pages, or as many of the first as are wanted. */
  List<JsonNode> all(String path, String name, int most) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    String begin = path + (path.contains("?") ? "&" : "?") + "limit=" + Math.min(most, 500);
    String next = "";
    while (found.size() < most) {
      JsonNode page = get(begin + (next.isEmpty() ? "" : "&cursor=" + next));
      page.path(name).forEach(found::add);
      if (!page.path("next").isTextual()) {
        break;
      }
      next = page.path("next").textValue();
    }
    return found.subList(0, Math.min(most, found.size()));
  }

  /** Sends a file as it is. */
  JsonNode postText(String path, String text) throws IOException {
    return call("POST", path, text);
  }

  /** Prints a file as it is. */
  void print(String path, OutputStream out) throws IOException {
    HttpResponse<InputStream> answer =
        send(request("GET", path, ""), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() >= 400) {
        throw refused(answer.statusCode(), read(new String(body.readAllBytes(), UTF_8)));
      }
      body.transferTo(out);
      out.flush();
    }
  }

  private JsonNode call(String method, String path, Map<String, ?> body) throws IOException {
    return call(method, path, body.isEmpty() ? "" : json.writeValueAsString(body));
  }

  /**
   * Calls once.
   *
   * @throws IOException with what the service says it refuses, or why there is no answer
   */
  private JsonNode call(String method, String path, String text) throws IOException {
    HttpResponse<String> answer =
        send(request(method, path, text), HttpResponse.BodyHandlers.ofString());
    JsonNode said = read(answer.body());
    if (answer.statusCode() >= 400) {
      throw refused(answer.statusCode(), said);
    }
    return said;
  }

  private static IOException refused(int status, JsonNode said) {
    return new IOException(
        said.path("title").asText("The service refuses: status " + status)
            + (said.has("detail") ? ". " + said.path("detail").asText() : ""));
  }

  private HttpRequest request(String method, String path, String text) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .timeout(LONGEST)
        .method(
            method,
            text.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(text))
        .build();
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return client.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(
          "No answer from " + root + " (" + why + "). Is the service running? --url names another",
          e);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }

  /** A part of a path or query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
