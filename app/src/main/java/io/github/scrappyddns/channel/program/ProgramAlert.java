package io.github.scrappyddns.channel.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Facts;
import io.github.scrappyddns.channel.Facts.Move;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An alert as a program is given it: as variables of its environment, and as text. */
final class ProgramAlert {
  private static final String PREFIX = "SCRAPPY_DDNS_";

  /** Far below the 128 kB that Linux allows for one variable. */
  private static final int LONGEST = 8_000;

  /**
   * What a pipe takes at once in any case, so that nobody waits for a program that reads nothing.
   */
  private static final int MOST_INPUT = 4_096;

  private ProgramAlert() {}

  /** The variables, in the order in which the documentation names them. */
  static Map<String, String> variables(Alert alert) {
    Map<String, String> variables = new LinkedHashMap<>();
    put(variables, "EVENT", event(alert));
    put(variables, "TITLE", alert.title());
    put(variables, "MESSAGE", alert.body());
    put(variables, "ID", alert.id());
    alert.facts().ifPresent(facts -> put(variables, facts));
    return variables;
  }

  private static String event(Alert alert) {
    return alert
        .facts()
        .map(facts -> facts.event().name().toLowerCase(Locale.ROOT))
        .orElse(alert.isNotice() ? "notice" : "test");
  }

  private static void put(Map<String, String> variables, Facts facts) {
    put(variables, "NETWORK", facts.network());
    put(variables, "AT", facts.at().truncatedTo(ChronoUnit.SECONDS).toString());
    List<Move> moves = facts.moves();
    Move newest = moves.get(moves.size() - 1);
    put(variables, "FAMILY", family(newest.family()).toLowerCase(Locale.ROOT).replace('_', '-'));
    put(variables, "ADDRESS", newest.current().toString());
    put(variables, "PREVIOUS_ADDRESS", previous(newest));
    for (Move move : moves) {
      put(variables, family(move.family()), move.current().toString());
      put(variables, "PREVIOUS_" + family(move.family()), previous(move));
    }
  }

  private static String family(Family family) {
    return family.name();
  }

  private static String previous(Move move) {
    return move.previous().map(Object::toString).orElse("");
  }

  /** No variable can hold a NUL. */
  private static void put(Map<String, String> variables, String name, String value) {
    String shorter = value.substring(0, Math.min(LONGEST, value.length()));
    variables.put(PREFIX + name, shorter.replace('\0', ' '));
  }

  /** The text in UTF-8, with a newline at its end; one that is too long is its shortest form. */
  static byte[] input(Alert alert) {
    byte[] whole = (alert.body() + "\n").getBytes(UTF_8);
    if (whole.length <= MOST_INPUT) {
      return whole;
    }
    byte[] brief = (alert.brief() + "\n").getBytes(UTF_8);
    return Arrays.copyOf(brief, Math.min(brief.length, MOST_INPUT));
  }
}
