package io.github.scrappyddns.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All words stand in one place for each language: no template says anything by itself, and none is
 * said in vain.
 */
class WordsTest {
  private static final Path MAIN = Path.of("src", "main");
  private static final Path CLASSES = MAIN.resolve("java/io/github/scrappyddns");
  private static final Pattern KEY = Pattern.compile("\"([a-z0-9]+(?:\\.[A-Za-z0-9_]+)*\\.?)\"");

  /** Tags, what JTE replaces or heeds, and signs that are no words. */
  private static final Pattern SILENT =
      Pattern.compile(
          "(?s)<!doctype html>|<[^<>]*>|@import [^\n]*|@param [^\n]*|@(?:if|elseif|for)\\(.*?\\)(?=[\\s<$@.,;])"
              + "|@(?:else|endif|endfor|template\\.\\w+)");

  @Test
  void no_template_says_anything_by_itself() throws IOException {
    for (Path template : files(MAIN.resolve("jte"))) {
      String text = withoutExpressions(Files.readString(template));
      String said = SILENT.matcher(text).replaceAll(" ");
      assertThat(said.replaceAll("(?s)\\w+ = @?\\S*|[^A-Za-z]", ""))
          .as(template + " says")
          .isEmpty();
      assertThat(Files.readString(template)).doesNotContain("$unsafe", " style=");
    }
  }

  /** Braces may hold braces; what they hold is Java. */
  private static String withoutExpressions(String text) {
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("${", i)) {
        depth++;
        i++;
      } else if (depth > 0) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      } else {
        kept.append(c);
      }
    }
    // The parameters of a call to another template are Java, too.
    return kept.toString()
        .replaceAll("@template\\.layout\\([^`]*`", " ")
        .replaceAll("@template\\.\\w+\\((?:[^()]|\\([^()]*\\))*\\)", " ")
        .replaceAll(
            "@(?:if|elseif|for)\\((?:[^()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))*\\)",
            " ");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_text_is_used_somewhere(Language language) throws IOException {
    assertThat(unused(language, "pages", MAIN.resolve("jte"), CLASSES.resolve("dashboard")))
        .isEmpty();
    assertThat(
            unused(
                language,
                "alerts",
                CLASSES.resolve("relay"),
                CLASSES.resolve("silence"),
                CLASSES.resolve("outbox"),
                CLASSES.resolve("assembly/upkeep/CertificateText.java"),
                CLASSES.resolve("command/SendTestCommand.java"),
                CLASSES.resolve("dashboard/channels/TestAlert.java")))
        .isEmpty();
  }

  @Test
  void what_is_filled_in_is_not_filled_in_again() {
    assertThat(Words.ofAlerts(Language.ENGLISH).say("at", "The {1} of \\$2", "here"))
        .isEqualTo("The {1} of \\$2 is at here");
  }

  private static Set<String> unused(Language language, String part, Path... users)
      throws IOException {
    Properties texts = new Properties();
    Path file =
        MAIN.resolve("resources/io/github/scrappyddns/words")
            .resolve(language.tag())
            .resolve(part + ".properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    Set<String> named = new TreeSet<>();
    List<Path> folders = new ArrayList<>(List.of(users));
    folders.add(CLASSES.resolve("words"));
    for (Path folder : folders) {
      for (Path user : files(folder)) {
        Matcher key = KEY.matcher(Files.readString(user));
        while (key.find()) {
          named.add(key.group(1));
        }
      }
    }
    Set<String> unused = new TreeSet<>(texts.stringPropertyNames());
    unused.removeIf(
        key ->
            named.contains(key)
                || named.contains(key.replaceFirst("\\.(one|many|first)$", ""))
                || named.stream().anyMatch(name -> name.endsWith(".") && key.startsWith(name))
                || key.matches("trouble\\.\\d+(\\.text)?"));
    return unused;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
