package io.github.scrappyddns.channel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as a test's server received it.
 *
 * @param target the path and the query, as they were sent
 * @param headers by name in lower case
 */
public record Received(String method, String target, Map<String, String> headers, String body) {
  public JsonNode json() {
    return Json.parse(body);
  }

  public Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(
          PercentEncoding.decode(parts[0], 0),
          parts.length < 2 ? "" : PercentEncoding.decode(parts[1], 0));
    }
    return form;
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
