package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.url.Authority;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a person sets up one kind of channel: fields, and the URL that they make. Goes both ways.
 *
 * @param id names it in words and links
 * @param kind the title of the kind whose URLs it makes; empty for all
 * @param secure the scheme of its URLs, and of a server that is reached by TLS
 * @param plain the scheme of a server that is reached without; empty where the URL names no server
 */
public record ChannelForm(String id, String kind, String secure, String plain, List<Field> fields) {
  /** Where the text of a field stands in the URL. */
  public enum Part {
    /** It is the URL. */
    WHOLE,
    /** The server, with {@code https://} or {@code http://} and perhaps a path. */
    SERVER,
    USER,
    PASSWORD,
    /** A user who is an e-mail address: its domain stands where the server does. */
    ADDRESS,
    CREDENTIAL,
    /** The next segment of the path. */
    SEGMENT,
    OPTION
  }

  /**
   * One of the fields.
   *
   * @param key names it in words, and is the key of an option
   * @param secret whether it is shown as three asterisks once it is set
   * @param about what a problem says that is one of this field
   * @param preset what it holds at first
   */
  public record Field(
      String key, Part part, boolean required, boolean secret, Pattern about, String preset) {
    static Field of(String key, Part part, String about) {
      return new Field(key, part, true, false, Pattern.compile(about), "");
    }

    Field optional() {
      return new Field(key, part, false, secret, about, preset);
    }

    Field hidden() {
      return new Field(key, part, required, true, about, preset);
    }

    Field preset(String text) {
      return new Field(key, part, required, secret, about, text);
    }
  }

  /** The first field that must be filled in and is not. */
  public Optional<Field> missing(Map<String, String> typed) {
    return fields.stream()
        .filter(field -> field.required && text(typed, field).isEmpty())
        .findFirst();
  }

  /** The field that a problem is about: the first, where it names none. */
  public Field troubled(String problem) {
    return fields.stream()
        .filter(field -> field.about.matcher(problem).find())
        .findFirst()
        .orElse(fields.get(0));
  }

  /** The URL that the fields make. */
  public String url(Map<String, String> typed) {
    String whole = of(Part.WHOLE, typed);
    if (!whole.isEmpty()) {
      return whole;
    }
    String server = of(Part.SERVER, typed);
    boolean clear = server.startsWith("http://");
    StringBuilder url = new StringBuilder(clear ? plain : secure).append("://");
    String user = of(Part.USER, typed) + of(Part.ADDRESS, typed);
    if (!user.isEmpty()) {
      url.append(PercentEncoding.encode(user));
      String password = of(Part.PASSWORD, typed);
      url.append(password.isEmpty() ? "" : ":" + PercentEncoding.encode(password)).append('@');
    }
    url.append(server.replaceFirst("^https?://", "").replaceFirst("/+$", ""))
        .append(PercentEncoding.encode(of(Part.CREDENTIAL, typed)))
        .append(domain(of(Part.ADDRESS, typed)));
    StringBuilder query = new StringBuilder();
    for (Field field : fields) {
      String text = text(typed, field);
      if (field.part == Part.SEGMENT && !text.isEmpty()) {
        url.append('/').append(PercentEncoding.encode(text));
      } else if (field.part == Part.OPTION && !text.isEmpty()) {
        query.append(query.isEmpty() ? '?' : '&').append(field.key).append('=');
        query.append(PercentEncoding.encode(text));
      }
    }
    return url.append(query).toString();
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private String of(Part part, Map<String, String> typed) {
    return fields.stream()
        .filter(field -> field.part == part)
        .map(field -> text(typed, field))
        .findFirst()
        .orElse("");
  }

  private static String text(Map<String, String> typed, Field field) {
    return typed.getOrDefault(field.key, "").strip();
  }

  /**
   * Where a URL of this form sends what is secret, and how; the same for all of a kind whose server
   * nobody chooses.
   *
   * @throws io.github.scrappyddns.channel.url.ChannelUrlException if it is invalid
   */
  List<Object> destination(String url) {
    if (fields.stream().noneMatch(one -> one.part == Part.SERVER || one.part == Part.ADDRESS)) {
      return List.of();
    }
    ChannelUrl parts = ChannelUrl.parse(url, Authority.Kind.SERVER);
    // Every option counts but those that are nothing but a text of the form.
    for (String text : List.of("to", "secret")) {
      parts = parts.withOption(text, "");
    }
    return List.of(
        parts.scheme(),
        parts.authority().text().toLowerCase(Locale.ROOT),
        // Some kinds read a path like this as the rest of a user, and a server behind it.
        parts.withSlashInUser().map(other -> other.authority().text()).orElse(""),
        parts.query());
  }

  /** What the fields must hold to make a URL, or one that says the same. */
  Map<String, String> read(String url) {
    Map<String, String> texts = new HashMap<>();
    if (fields.get(0).part == Part.WHOLE) {
      texts.put(fields.get(0).key, url);
      return texts;
    }
    boolean server =
        fields.stream().anyMatch(field -> field.part != Part.CREDENTIAL && !plain.isEmpty());
    boolean mail = fields.stream().anyMatch(field -> field.part == Part.ADDRESS);
    ChannelUrl parts =
        ChannelUrl.parse(url, server || mail ? Authority.Kind.SERVER : Authority.Kind.CREDENTIAL);
    List<String> path = parts.path();
    int segments = (int) fields.stream().filter(field -> field.part == Part.SEGMENT).count();
    int required = (int) fields.stream().filter(f -> f.part == Part.SEGMENT && f.required).count();
    // A longer path begins with that of the server.
    int before = segments == required ? Math.max(0, path.size() - segments) : 0;
    int next = before;
    for (Field field : fields) {
      switch (field.part) {
        case SERVER -> {
          StringBuilder address =
              new StringBuilder(parts.scheme().equals(plain) ? "http://" : "https://")
                  .append(parts.authority().text());
          path.subList(0, before)
              .forEach(part -> address.append('/').append(PercentEncoding.encode(part)));
          texts.put(field.key, address.toString());
        }
        case USER, ADDRESS -> texts.put(field.key, parts.user().orElse(""));
        case PASSWORD -> texts.put(field.key, parts.password().orElse(""));
        case CREDENTIAL -> texts.put(field.key, parts.host());
        case SEGMENT -> {
          texts.put(field.key, next < path.size() ? path.get(next) : "");
          next++;
        }
        case OPTION -> texts.put(field.key, parts.query().option(field.key).orElse(""));
        case WHOLE -> {}
      }
    }
    return texts;
  }
}
