package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a webhook gets the text of an alert: as JSON, as a form or in its address, under which names,
 * and with which fields of its owner beside it. Immutable.
 */
final class WebhookText {
  /** Where the text stands. */
  enum Place {
    JSON,
    FORM,
    QUERY
  }

  /** Begins a name that leads into objects and lists (RFC 6901). */
  private static final String NESTED = "/";

  /** Receivers of webhooks expect less than 20 kB in all. */
  private static final int MOST_BYTES = 16_000;

  /** Encoded, it becomes three times as long, and many servers take no more than 8 kB. */
  private static final int MOST_BYTES_OF_A_QUERY = 2000;

  /** Lists are filled with nothing up to the last index. */
  private static final Pattern LONG_LIST = Pattern.compile("^/(.*/)?[0-9]{3,}(/|$)");

  private final Place place;
  private final Map<String, String> fields;

  private WebhookText(Place place, Map<String, String> fields) {
    this.place = place;
    this.fields = fields;
  }

  /**
   * What a URL says of it.
   *
   * @param usual where the text stands if the URL does not say
   * @throws ChannelUrlException if fields cannot stand there together
   */
  static WebhookText of(ChannelQuery query, Place usual) {
    Place place =
        query
            .option("as")
            .map(
                word ->
                    switch (word) {
                      case "json" -> Place.JSON;
                      case "form" -> Place.FORM;
                      case "query" -> Place.QUERY;
                      default -> throw new ChannelUrlException("as= must be json, form or query");
                    })
            .orElse(usual);
    WebhookText text = new WebhookText(place, query.fields());
    try {
      Map<String, Object> example = text.named(new Alert("id", "title", "body"));
      if (place == Place.JSON) {
        nested(example);
      } else if (example.keySet().stream().anyMatch(name -> name.startsWith(NESTED))) {
        throw new ChannelUrlException("only JSON has fields within fields");
      }
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw e instanceof ChannelUrlException told
          ? told
          : new ChannelUrlException(
              "two of its fields exclude each other, or one leads to no place in JSON");
    }
    return text;
  }

  Place place() {
    return place;
  }

  /** The call with the alert's text in it. */
  HttpCall put(HttpCall call, Alert alert) {
    Map<String, Object> named = named(alert);
    if (place == Place.JSON) {
      return new HttpCall(call.method(), call.uri(), call.headers(), nested(named).toString());
    }
    Map<String, String> plain = new LinkedHashMap<>();
    named.forEach((name, value) -> plain.put(name, value.toString()));
    String pairs = PercentEncoding.pairs(plain);
    if (place == Place.FORM) {
      return new HttpCall(call.method(), call.uri(), call.headers(), pairs);
    }
    String address = call.uri().toString();
    URI uri = URI.create(address + (address.contains("?") ? "&" : "?") + pairs);
    return new HttpCall(call.method(), uri, call.headers(), "");
  }

  /** An owner's field with one of our names renames ours or, without a value, drops it. */
  private Map<String, Object> named(Alert alert) {
    int most = place == Place.QUERY ? MOST_BYTES_OF_A_QUERY : MOST_BYTES;
    Map<String, Object> ours = new LinkedHashMap<>();
    ours.put("version", "1.0");
    ours.put("title", alert.title());
    ours.put("message", Excerpt.ofBytes(alert.body(), most));
    if (place == Place.JSON) {
      ours.put("attachments", List.of());
    }
    ours.put("type", "info");
    Map<String, Object> named = new LinkedHashMap<>();
    ours.forEach(
        (name, value) -> {
          String key = fields.getOrDefault(name, name);
          if (!key.isEmpty()) {
            named.put(key, value);
          }
        });
    fields.forEach(
        (name, value) -> {
          // A list of attachments is ours in JSON alone, but no field of the owner's elsewhere.
          if (!ours.containsKey(name) && !name.equals("attachments")) {
            named.put(name, value);
          }
        });
    return named;
  }

  private static ObjectNode nested(Map<String, Object> named) {
    ObjectNode body = Json.object();
    named.forEach(
        (name, value) -> {
          if (body.has(name) || LONG_LIST.matcher(name).find()) {
            throw new UnsupportedOperationException("there is something else, or no end");
          }
          if (!name.startsWith(NESTED)) {
            body.putPOJO(name, value);
            return;
          }
          JsonPointer place = JsonPointer.compile(name);
          JsonPointer last = place.last();
          if (!body.at(place).isMissingNode()) {
            throw new UnsupportedOperationException("there is something else");
          }
          if (last.mayMatchElement()) {
            put(body.withArray(place.head()), last.getMatchingIndex(), value);
          } else {
            body.withObject(place.head()).putPOJO(last.getMatchingProperty(), value);
          }
        });
    return body;
  }

  private static void put(ArrayNode list, int index, Object value) {
    while (list.size() <= index) {
      list.addNull();
    }
    list.setPOJO(index, value);
  }
}
