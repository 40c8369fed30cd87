package io.github.scrappyddns.channel.url;

import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The query of a channel's URL. Immutable; keeps the order in which the keys were written.
 *
 * @param options by key in lower case; of two with the same key, the last
 * @param headers what was written with a {@code +} before the key, which keeps its case
 * @param parameters what was written with a {@code -}
 * @param fields what was written with a {@code :}
 */
public record ChannelQuery(
    Map<String, String> options,
    Map<String, String> headers,
    Map<String, String> parameters,
    Map<String, String> fields) {

  private static final int LONG = 12;
  private static final Set<String> CREDENTIALS =
      Set.of("token", "access_token", "key", "pass", "secret", "sig", "user");

  private static final Set<String> PUBLIC = Set.of("name", "networks");

  /** No query at all. */
  public static final ChannelQuery NONE = new ChannelQuery(Map.of(), Map.of(), Map.of(), Map.of());

  public ChannelQuery {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Reads a query that begins at this index of the URL, after the question mark. */
  static ChannelQuery parse(String url, int start) {
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> fields = new LinkedHashMap<>();
    int at = start;
    while (at < url.length()) {
      int end = at;
      while (end < url.length() && url.charAt(end) != '&' && url.charAt(end) != ';') {
        end++;
      }
      int equals = url.indexOf('=', at);
      int keyEnd = equals < 0 || equals > end ? end : equals;
      String key = PercentEncoding.decode(url.substring(at, keyEnd), at + 1);
      String value =
          keyEnd == end ? "" : PercentEncoding.decode(url.substring(keyEnd + 1, end), keyEnd + 2);
      if (key.startsWith("+")) {
        headers.put(key.substring(1), value);
      } else if (key.startsWith("-")) {
        parameters.put(key.substring(1), value);
      } else if (key.startsWith(":")) {
        fields.put(key.substring(1), value);
      } else if (!key.isEmpty()) {
        options.put(key.toLowerCase(Locale.ROOT), value);
      }
      at = end + 1;
    }
    return new ChannelQuery(options, headers, parameters, fields);
  }

  /** The value of an option, if it was given and is not empty. */
  public Optional<String> option(String key) {
    return Optional.ofNullable(options.get(key)).filter(value -> !value.isEmpty());
  }

  /** The same with this option in place of one of the same key; without it, if empty. */
  ChannelQuery with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    if (value.isEmpty()) {
      more.remove(key);
    } else {
      more.put(key, value);
    }
    return new ChannelQuery(more, headers, parameters, fields);
  }

  /**
   * The values that may be secret: the long ones of the options, and all others. What the owner
   * calls the channel, and whose news it is told, is none.
   */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    options.forEach(
        (key, value) -> {
          if ((value.length() >= LONG && !PUBLIC.contains(key)) || CREDENTIALS.contains(key)) {
            secrets.add(value);
          }
        });
    for (Map<String, String> part : List.of(headers, parameters, fields)) {
      secrets.addAll(part.values());
    }
    return secrets;
  }

  /** The query with its values, or nothing if it is empty. */
  String text() {
    StringBuilder text = new StringBuilder();
    print(text, "", options);
    print(text, "+", headers);
    print(text, "-", parameters);
    print(text, ":", fields);
    return text.toString();
  }

  /** Whether there is one: a key, too, may be a secret in the wrong place. */
  @Override
  public String toString() {
    return text().isEmpty() ? "" : "?" + Redaction.HIDDEN;
  }

  private static void print(StringBuilder text, String prefix, Map<String, String> pairs) {
    pairs.forEach(
        (key, value) ->
            text.append(text.isEmpty() ? '?' : '&')
                .append(prefix)
                .append(PercentEncoding.encode(key))
                .append('=')
                .append(PercentEncoding.encode(value)));
  }
}
