package io.github.scrappyddns.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one part of the program in one language: a file in {@code words/en/} or beside it.
 * Templates and classes know keys alone. {@code {0}} and the like are filled in; they are escaped
 * where a template prints them. Immutable.
 */
public final class Words {
  /** Each file is read once, whoever asks first. */
  private static final Map<String, Words> READ = new ConcurrentHashMap<>();

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  private final Language language;
  private final Properties texts = new Properties();

  private Words(Language language, String part) {
    this.language = language;
    try (InputStream stream = open(language, part + ".properties")) {
      texts.load(new InputStreamReader(stream, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What pages say. */
  public static Words ofPages(Language language) {
    return of(language, "pages");
  }

  /** What phones show. */
  public static Words ofAlerts(Language language) {
    return of(language, "alerts");
  }

  private static Words of(Language language, String part) {
    return READ.computeIfAbsent(language.tag() + "/" + part, unused -> new Words(language, part));
  }

  /**
   * A whole text.
   *
   * @param name of its file, such as {@code clients/curl.md}
   */
  public static String text(Language language, String name) {
    try (InputStream stream = open(language, name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Language language, String name) {
    InputStream stream = Words.class.getResourceAsStream(language.tag() + "/" + name);
    if (stream == null) {
      throw new IllegalStateException("There are no words in " + language.tag() + "/" + name);
    }
    return stream;
  }

  /**
   * The text of a key.
   *
   * @throws IllegalArgumentException where there is none: that is a defect
   */
  public String say(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("No words for " + key);
    }
    if (values.length == 0) {
      return text;
    }
    // In one walk: what is filled in may look like a place itself.
    Matcher place = PLACE.matcher(text);
    StringBuilder said = new StringBuilder();
    while (place.find()) {
      int number = Integer.parseInt(place.group(1));
      String value = number < values.length ? String.valueOf(values[number]) : place.group();
      place.appendReplacement(said, Matcher.quoteReplacement(value));
    }
    return place.appendTail(said).toString();
  }

  /** The text for a number, which is the first value. */
  public String count(String key, int number, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = number;
    System.arraycopy(more, 0, values, 1, more.length);
    return say(key + (number == 1 ? ".one" : ".many"), values);
  }

  /** A length in its one or two greatest units: {@code 3 h 12 min}, {@code 12 days}. */
  public String length(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return say("length.seconds", seconds);
    }
    if (seconds < 3_600) {
      return say("length.minutes", seconds / 60);
    }
    if (seconds < 2 * 86_400) {
      long minutes = seconds / 60 % 60;
      return minutes == 0
          ? say("length.hours", seconds / 3_600)
          : say("length.hours.minutes", seconds / 3_600, minutes);
    }
    return count("length.days", (int) (seconds / 86_400));
  }

  /** A form of times that a text holds, in this language's manner of writing. */
  public DateTimeFormatter form(String key) {
    return DateTimeFormatter.ofPattern(say(key), language.locale());
  }

  /** The language that they are of. */
  public Language language() {
    return language;
  }
}
