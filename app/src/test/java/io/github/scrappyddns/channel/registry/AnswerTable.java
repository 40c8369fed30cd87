package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.program.OwnProgram;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one service is spoken to and what its answers mean, as a file in {@code answers/} tells it.
 *
 * <p>Above the line {@code answers} stand a channel's URL and what its requests must look like;
 * below it one answer a line: {@code when | status | headers | body | class}. A class may go on
 * with {@code , after PT2H BAD_CHANNEL}: the verdict when the same answer comes that much later.
 * Below a line {@code verify METHOD target} stand the answers to the question whether the service
 * knows us; there {@code -} stands for no verdict.
 *
 * @param title the file's first line, the service's name
 * @param mark how the service says yes, in words, as the line {@code mark …} has it
 * @param rules what a request must look like, for {@link StrictService}
 * @param question the rule for the request that verifies, or nothing
 */
public record AnswerTable(
    String title,
    String url,
    String mark,
    List<String> rules,
    List<Row> rows,
    String question,
    List<Row> verifications) {
  private static final Pattern VERDICT =
      Pattern.compile("(?:after (PT\\w+) )?([A-Z_]+)(?: (\\+[.\\w]+|[-0-9T:Z]+))?");

  /** What comes of an answer, this long after it came first. */
  public record Verdict(Duration after, Outcome outcome, Optional<String> until) {
    Optional<Instant> untilInstant() {
      return until.map(
          text ->
              text.startsWith("+")
                  ? HandClock.NOON.plus(Duration.parse("PT" + text.substring(1)))
                  : Instant.parse(text));
    }
  }

  /** One answer. */
  public record Row(
      String when, int status, List<String> headers, String body, List<Verdict> verdicts) {
    @Override
    public String toString() {
      return when;
    }
  }

  /** The service's name alone. */
  String service() {
    return title.split("[;,(]", 2)[0].strip();
  }

  /** The answer by which the service says yes. */
  Row accepted() {
    return rows.stream()
        .filter(row -> row.verdicts().get(0).outcome() == Outcome.DELIVERED)
        .findFirst()
        .orElseThrow();
  }

  /** The tables of all services, by the names of their files; a program is none. */
  static Map<String, AnswerTable> all() {
    Map<String, AnswerTable> tables = new LinkedHashMap<>();
    for (ChannelKind kind : ChannelKinds.ALL) {
      if (kind.equals(OwnProgram.KIND)) {
        continue;
      }
      String scheme = kind.schemes().get(0);
      tables.put(scheme, of(scheme));
      if (scheme.equals("slack")) {
        tables.put("slack-bot", of("slack-bot"));
      }
    }
    return tables;
  }

  public static AnswerTable of(String name) {
    List<String> rules = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<Row> verifications = new ArrayList<>();
    String title = "";
    String url = "";
    String mark = "";
    String question = "";
    Optional<List<Row>> open = Optional.empty();
    for (String line : read("/answers/" + name + ".txt").lines().toList()) {
      if (line.startsWith("#")) {
        title = title.isEmpty() ? line.substring(1).strip() : title;
      } else if (line.equals("answers")) {
        open = Optional.of(rows);
      } else if (line.startsWith("verify ")) {
        question = "request " + line.substring(7);
        open = Optional.of(verifications);
      } else if (line.startsWith("url ")) {
        url = line.substring(4).strip();
      } else if (line.startsWith("mark ")) {
        mark = line.substring(5).strip();
      } else if (!line.isBlank() && open.isPresent()) {
        open.get().add(row(line));
      } else if (!line.isBlank()) {
        rules.add(line);
      }
    }
    return new AnswerTable(title, url, mark, rules, rows, question, verifications);
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 5) {
      throw new IllegalArgumentException("five cells, not " + cells.length + ": " + line);
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (String text : cells[4].strip().equals("-") ? new String[0] : cells[4].split(",", -1)) {
      Matcher verdict = VERDICT.matcher(text.strip());
      if (!verdict.matches()) {
        throw new IllegalArgumentException("no class of answers: " + text);
      }
      verdicts.add(
          new Verdict(
              Duration.parse(Optional.ofNullable(verdict.group(1)).orElse("PT0S")),
              Outcome.valueOf(verdict.group(2)),
              Optional.ofNullable(verdict.group(3))));
    }
    List<String> headers =
        cells[2].isBlank() ? List.of() : List.of(cells[2].strip().split("; ", -1));
    return new Row(
        cells[0].strip(),
        Integer.parseInt(cells[1].strip()),
        headers,
        cells[3].strip(),
        List.copyOf(verdicts));
  }

  private static String read(String resource) {
    try (InputStream in = AnswerTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "a channel without its answers: src/test/resources" + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
