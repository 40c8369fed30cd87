package io.github.scrappyddns.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call says: the parameters of its query and of its body, which is a form or a flat JSON
 * object. The case of names does not matter, since routers write them in any; of equal names the
 * first wins, as in Flask, and the query wins over the body.
 */
public final class Parameters {
  /** Made for the first body that needs it: four hundred classes that most services never load. */
  private static final class Json {
    // Buffers kept in a servlet container's threads would keep our classes in its memory.
    static final JsonMapper MAPPER =
        new JsonMapper(
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build());
  }

  /** Names and values in turn: a call has one or two parameters, too few for a map. */
  private final List<String> pairs = new ArrayList<>(4);

  private String bare = "";

  public static Parameters of(Request request) {
    Parameters parameters = new Parameters();
    parameters.addForm(request.query());
    String body = request.body().strip();
    if (body.startsWith("{")) {
      parameters.addJson(body);
    } else {
      parameters.addForm(body);
    }
    return parameters;
  }

  /** The value of the first of these names, in lower case, that is present. */
  public Optional<String> first(String... names) {
    for (String name : names) {
      @Nullable String value = get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The value of a name in lower case; null if it is missing. */
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i).equals(name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  /** The first key without a value: {@code ?home.example.com}; empty if there is none. */
  public String bare() {
    return bare;
  }

  private void addForm(String text) {
    int start = 0;
    while (start < text.length()) {
      int ampersand = text.indexOf('&', start);
      int end = ampersand < 0 ? text.length() : ampersand;
      int equals = text.indexOf('=', start);
      if (equals >= 0 && equals < end) {
        add(decoded(text.substring(start, equals)), decoded(text.substring(equals + 1, end)));
      } else if (bare.isEmpty()) {
        bare = decoded(text.substring(start, end));
      }
      start = end + 1;
    }
  }

  private void addJson(String text) {
    try {
      Json.MAPPER
          .readTree(text)
          .properties()
          .forEach(
              field -> {
                JsonNode value = field.getValue();
                if (value.isValueNode() && !value.isNull()) {
                  add(field.getKey(), value.asText());
                }
              });
    } catch (JsonProcessingException ignored) {
      // We do not understand this body; the query may say enough.
    }
  }

  private void add(String name, String value) {
    pairs.add(name.toLowerCase(Locale.ROOT));
    pairs.add(value.strip());
  }

  /** A plus sign is a blank, as in forms. */
  private static String decoded(String text) {
    return PercentEncoding.decodeLeniently(text.replace('+', ' '));
  }
}
