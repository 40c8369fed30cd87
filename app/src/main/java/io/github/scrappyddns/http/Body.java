package io.github.scrappyddns.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.scrappyddns.address.AddressText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a call says in its body: a form, or a JSON object. Another one that may hold an address is
 * refused: the caller's own must not take the place of one that was declared.
 */
final class Body {
  /** Made for the first body that needs it: classes that most services never load. */
  private static final class Json {
    // Buffers kept in a servlet container's threads would keep our classes in its memory.
    static final JsonFactory FACTORY =
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();
  }

  private static final String FORM = "application/x-www-form-urlencoded";

  /** Kinds that are read, by what is in them: many clients name the wrong one. */
  private static final Set<String> READ = Set.of("", FORM, "text/plain");

  /**
   * Kinds of compression; other words in that field are mistakes, such as the name of a charset.
   */
  private static final Set<String> COMPRESSED =
      Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress");

  /** No text has these; whatever was compressed, encrypted or of another width does. */
  private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Body() {}

  /**
   * Adds what the body says.
   *
   * @return why it cannot be read; then nothing that was added is to be relied on
   */
  static Optional<Unreadable> read(Request request, Fields fields) {
    String text = request.body();
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    text = text.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (String encoding : request.headers().values("Content-Encoding")) {
      if (COMPRESSED.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
        return unread("has a compressed body: send it as it is");
      }
    }
    if (BINARY.matcher(text).find()) {
      return broken("has a body that is not UTF-8");
    }
    Optional<Unreadable> unreadable = readText(text, kind(request), fields);
    return unreadable.isPresent() && AddressText.mayHold(text) ? unreadable : Optional.empty();
  }

  private static Optional<Unreadable> readText(String text, String kind, Fields fields) {
    boolean json = kind.endsWith("/json") || kind.endsWith("+json");
    if (!json && !READ.contains(kind)) {
      return unread("has a body that is neither a form nor JSON");
    }
    if (text.startsWith("{") || text.startsWith("[") || (json && text.startsWith("\""))) {
      return readJson(text, fields);
    }
    // Forms of text/plain have a line for each field (HTML, 4.10.21.8).
    fields.addForm(text.replace("\r\n", "&").replace('\n', '&'));
    return Optional.empty();
  }

  private static String kind(Request request) {
    String type = request.headers().values("Content-Type").stream().findFirst().orElse("");
    int semicolon = type.indexOf(';');
    String kind = semicolon < 0 ? type : type.substring(0, semicolon);
    return kind.strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<Unreadable> readJson(String text, Fields fields) {
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.VALUE_STRING) {
        // Somebody made JSON of a text, or of JSON.
        Optional<Unreadable> said = readText(json.getText().strip(), "text/plain", fields);
        if (said.isPresent()) {
          return said;
        }
      } else if (first == JsonToken.START_OBJECT) {
        addFields(json, "", fields);
      } else {
        return broken("has a JSON body that is no object");
      }
      return json.nextToken() == null
          ? Optional.empty()
          : broken("has a JSON body with something after it");
    } catch (IOException e) {
      return broken("has a body that is broken JSON");
    }
  }

  /** A field of a field is called by both names; one of a list by the list's. */
  private static void addFields(JsonParser json, String outer, Fields fields) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = outer + json.currentName();
      addValue(json, json.nextToken(), name, fields);
    }
  }

  private static void addValue(JsonParser json, JsonToken token, String name, Fields fields)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      addFields(json, name + ".", fields);
    } else if (token == JsonToken.START_ARRAY) {
      JsonToken element = json.nextToken();
      while (element != JsonToken.END_ARRAY) {
        addValue(json, element, name, fields);
        element = json.nextToken();
      }
    } else if (token != JsonToken.VALUE_NULL) {
      fields.add(name, json.getText());
    }
  }

  private static Optional<Unreadable> unread(String reason) {
    return Optional.of(new Unreadable(415, reason));
  }

  private static Optional<Unreadable> broken(String reason) {
    return Optional.of(new Unreadable(400, reason));
  }
}
