package io.github.scrappyddns.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language that people are spoken to in. Each has a folder of words of its own. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de");

  /** Browsers send some dozens of characters; what is longer is no wish that somebody has set. */
  private static final int LONGEST_WISH = 1_000;

  /** RFC 9110, 12.4.2 and 12.5.4: a range, and how much it is liked. */
  private static final Pattern RANGE =
      Pattern.compile(
          "(?<tag>\\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)"
              + "(?:\\s*;\\s*[qQ]=(?<liked>0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");

  private final String tag;
  private final Locale locale;

  Language(String tag) {
    this.tag = tag;
    locale = Locale.forLanguageTag(tag);
  }

  /** As HTML and HTTP name it (BCP 47); also the name of its folder. */
  public String tag() {
    return tag;
  }

  /** Its manner of writing times and numbers. */
  public Locale locale() {
    return locale;
  }

  /** The language of a tag, whatever its region: {@code de-AT} is German. */
  public static Optional<Language> of(String tag) {
    String first = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> one.tag.equals(first)).findFirst();
  }

  /**
   * The one that a browser likes best of those that there are.
   *
   * @param wishes the values of {@code Accept-Language}; anything. What cannot be read is passed
   *     over
   * @param usual the one for who says nothing, or wants any, or none that there is
   */
  public static Language wished(List<String> wishes, Language usual) {
    String wish = String.join(",", wishes);
    if (wish.length() > LONGEST_WISH) {
      return usual;
    }
    Language best = usual;
    double most = 0;
    for (String one : wish.split(",", -1)) {
      Matcher range = RANGE.matcher(one.strip());
      if (range.matches()) {
        String liked = range.group("liked");
        double much = liked == null ? 1 : Double.parseDouble(liked);
        Optional<Language> known =
            range.group("tag").equals("*") ? Optional.of(usual) : of(range.group("tag"));
        if (known.isPresent() && much > most) {
          best = known.get();
          most = much;
        }
      }
    }
    return best;
  }
}
