package io.github.scrappyddns.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What one language says, each of the others says, too: nothing is forgotten or left over. */
class TranslationsTest {
  private static final Path FOLDERS =
      Path.of("src", "main", "resources", "io", "github", "scrappyddns", "words");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
  private static final Pattern CONDITION = Pattern.compile("\\{\\{(?:if \\w+|else|end)}}");
  private static final Pattern FILLED_IN = Pattern.compile("\\{\\{[^}]*}}");

  /**
   * Names, units and forms, and words that mean the same in both. By "owner" a browser remembers
   * the password: it must find it again in another language.
   */
  private static final Set<String> ALIKE =
      Set.of(
          "–",
          "99+",
          "{0}",
          "{0} s",
          "{0} min",
          "{0} h",
          "{0} h {1} min",
          "HH:mm",
          "MMM",
          "CSV",
          "Link",
          "JSON",
          "IPv4",
          "IPv6",
          "DS-Lite",
          "VPN",
          "token.list",
          "TLS",
          "URL",
          "ntfy",
          "Pushover",
          "Telegram",
          "Discord",
          "Slack",
          "Gotify",
          "Home Assistant",
          "Matrix",
          "Webhook",
          "Chat",
          "Server",
          "Name",
          "Browser",
          "Version",
          "Token",
          "Tokens",
          "Scrappy DDNS",
          "scrappy-ddns sign-in-link",
          "owner",
          "(optional)");

  @ParameterizedTest
  @CsvSource({"GERMAN, pages", "GERMAN, alerts"})
  void every_text_is_there_in_every_language(Language language, String part) throws IOException {
    assertThat(texts(language, part).keySet())
        .containsExactlyInAnyOrderElementsOf(texts(Language.ENGLISH, part).keySet());
  }

  @ParameterizedTest
  @CsvSource({"GERMAN, pages", "GERMAN, alerts"})
  void the_same_is_filled_in_in_every_language(Language language, String part) throws IOException {
    Map<String, String> english = texts(Language.ENGLISH, part);
    texts(language, part)
        .forEach(
            (key, text) ->
                assertThat(Set.copyOf(all(PLACE, text)))
                    .as(key)
                    .isEqualTo(Set.copyOf(all(PLACE, english.getOrDefault(key, "")))));
  }

  @ParameterizedTest
  @CsvSource({"GERMAN, pages", "GERMAN, alerts"})
  void no_text_was_left_in_english(Language language, String part) throws IOException {
    Map<String, String> english = texts(Language.ENGLISH, part);
    Map<String, String> left = texts(language, part);
    left.entrySet().removeIf(text -> !text.getValue().equals(english.get(text.getKey())));
    left.values().removeIf(ALIKE::contains);
    assertThat(left).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_text_is_said_twice_under_one_key(Language language) throws IOException {
    for (String part : List.of("pages", "alerts")) {
      List<String> keys =
          Files.readAllLines(file(language, part)).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf(" = ")))
              .toList();
      assertThat(keys).as(part).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_guide_shows_the_same_to_type_in_every_language(Language language) throws IOException {
    Map<String, String> english = guides(Language.ENGLISH);
    Map<String, String> others = guides(language);
    assertThat(others.keySet()).isEqualTo(english.keySet());
    others.forEach(
        (name, guide) -> {
          String known = english.getOrDefault(name, "");
          assertThat(all(CODE_BLOCK, guide)).as(name).isEqualTo(all(CODE_BLOCK, known));
          assertThat(all(CONDITION, guide)).as(name).isEqualTo(all(CONDITION, known));
          assertThat(all(FILLED_IN, guide))
              .as(name)
              .containsExactlyInAnyOrderElementsOf(all(FILLED_IN, known));
          assertThat(all(CODE, CODE_BLOCK.matcher(guide).replaceAll("")))
              .as(name)
              .containsExactlyInAnyOrderElementsOf(
                  all(CODE, CODE_BLOCK.matcher(known).replaceAll("")));
        });
  }

  private static Map<String, String> texts(Language language, String part) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file(language, part))) {
      properties.load(reader);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }

  private static Path file(Language language, String part) {
    return FOLDERS.resolve(language.tag()).resolve(part + ".properties");
  }

  private static Map<String, String> guides(Language language) throws IOException {
    Map<String, String> guides = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDERS.resolve(language.tag()).resolve("clients"))) {
      for (Path file : new TreeSet<>(files.toList())) {
        guides.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return guides;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
