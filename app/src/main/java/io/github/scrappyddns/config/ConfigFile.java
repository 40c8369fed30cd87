package io.github.scrappyddns.config;

import io.github.scrappyddns.file.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file as Python's Flask read it: {@code KEY='value'}, {@code KEY="value"}, {@code
 * KEY=123}, {@code True}, {@code False}, {@code None}; comments; blank lines. Nothing else is
 * Python here: other lines are problems.
 *
 * @param entries in the file's order
 * @param problems all other lines, named by file, line and text, secrets masked
 */
record ConfigFile(List<Entry> entries, List<String> problems) {
  /**
   * A key and its value.
   *
   * @param where file and line, for messages
   * @param value empty for {@code None}
   */
  record Entry(String key, Optional<String> value, String where) {}

  private static final int LARGEST = 1 << 20;

  /** Possessive: with backtracking, a long value would exhaust the stack. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?<key>[A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*"
              + "(?:'(?<single>(?:[^'\\\\]|\\\\.)*+)'"
              + "|\"(?<double>(?:[^\"\\\\]|\\\\.)*+)\""
              + "|(?<number>[+-]?\\d+)"
              + "|(?<word>True|False|None))"
              + "\\s*(?:#.*)?");

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\\\\'\"abfnrtv])");

  /** As a token list has them; a configuration may have a colon in the place of its sign. */
  private static final Pattern TOKEN_LINE = Pattern.compile("(\\uFEFF*[A-Za-z0-9._~-]+)\\s*:.*");

  private static final Pattern LONG_WORD = Pattern.compile("[^\\s='\"]{12,}");

  static ConfigFile read(Path file) {
    TextFile content = TextFile.read(file, LARGEST);
    return content
        .problem()
        .map(problem -> new ConfigFile(List.of(), List.of(file + ": " + problem)))
        .orElseGet(() -> parse(file.toString(), content.text()));
  }

  static ConfigFile parse(String name, String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = name + " line " + number;
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        entries.add(new Entry(matcher.group("key"), value(matcher), where));
      } else {
        problems.add(
            where + ": expected KEY='value', KEY=123, True, False or None: " + masked(line));
      }
    }
    return new ConfigFile(List.copyOf(entries), List.copyOf(problems));
  }

  private static Optional<String> value(Matcher matcher) {
    String quoted =
        matcher.group("single") != null ? matcher.group("single") : matcher.group("double");
    if (quoted != null) {
      return Optional.of(ESCAPE.matcher(quoted).replaceAll(ConfigFile::unescaped));
    }
    if (matcher.group("number") != null) {
      return Optional.of(matcher.group("number"));
    }
    return Optional.of(matcher.group("word")).filter(word -> !word.equals("None"));
  }

  private static String unescaped(MatchResult escape) {
    String code = escape.group(1);
    String character =
        switch (code.charAt(0)) {
          case 'x', 'u' -> Character.toString(Integer.parseInt(code.substring(1), 16));
          case 'a' -> "\u0007";
          case 'b' -> "\b";
          case 'f' -> "\f";
          case 'n' -> "\n";
          case 'r' -> "\r";
          case 't' -> "\t";
          case 'v' -> "\u000b";
          default -> code;
        };
    return Matcher.quoteReplacement(character);
  }

  /**
   * The line as far as it may be shown: no value of a secret key, nothing that looks like a secret.
   */
  private static String masked(String line) {
    Matcher token = TOKEN_LINE.matcher(line);
    if (token.matches() && Setting.named(token.group(1)).isEmpty()) {
      return "***:" + masked(line.substring(line.indexOf(':') + 1));
    }
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (assignment.matches()
        && Setting.named(assignment.group(1)).map(Setting::secret).orElse(true)) {
      return assignment.group(1) + "=***";
    }
    for (Setting setting : Setting.values()) {
      int name = setting.secret() ? line.indexOf(setting.name()) : -1;
      if (name >= 0) {
        return withoutLongWords(line.substring(0, name)) + setting + "***";
      }
    }
    return withoutLongWords(line);
  }

  private static String withoutLongWords(String text) {
    return LONG_WORD.matcher(text).replaceAll("***");
  }
}
