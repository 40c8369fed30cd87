package io.github.scrappyddns.dashboard.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * All words of the pages in one language: a file in {@code words/}. Templates and classes know keys
 * alone. {@code {0}} and the like are filled in; they are escaped where a template prints them.
 */
public final class Words {
  /** The only language so far. */
  public static final Words ENGLISH = new Words("en");

  private final Properties texts = new Properties();

  private Words(String language) {
    try (InputStream stream =
        Words.class.getResourceAsStream("words/" + language + ".properties")) {
      if (stream == null) {
        throw new IllegalStateException("There are no words in the language " + language);
      }
      texts.load(new InputStreamReader(stream, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The text for a number, which is the first value. */
  public String count(String key, int number, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = number;
    System.arraycopy(more, 0, values, 1, more.length);
    return say(key + (number == 1 ? ".one" : ".many"), values);
  }

  /** The language and its manner of writing. */
  public Locale locale() {
    return Locale.forLanguageTag(say("language"));
  }
}
