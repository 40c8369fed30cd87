package io.github.scrappyddns.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.file.FileStamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's list of tokens and names, as read from its file: {@code <token>:<name>} a line.
 *
 * <p>Blank lines, {@code #} comment lines, CRLF, a byte-order mark and surrounding white space are
 * tolerated. The first colon splits. Problems and warnings name the line, never the token.
 *
 * @param entries in the file's order; incomplete where there are problems
 * @param problems why this list must not be put into force
 * @param warnings what works, but deserves a look
 * @param stamp of the file when it was read
 */
public record TokenList(
    List<Entry> entries, List<String> problems, List<String> warnings, FileStamp stamp) {
  /** One line: a key, and the network it opens. */
  public record Entry(Token token, String name) {}

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LONGEST_NAME = 300;

  /**
   * Reads a list; a file that cannot be read is a problem of the list.
   *
   * @param reserved words that the service's own paths begin with, in lower case: no tokens
   */
  public static TokenList read(Path file, Set<String> reserved) {
    // Taken first: an edit while we read is an edit after it.
    FileStamp stamp = FileStamp.of(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Of a pipe, one who reads waits until somebody writes.
      return failed(file + ": cannot be read: it is no regular file", stamp);
    }
    try {
      String text =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return new Reading(file, reserved).read(text, stamp);
    } catch (CharacterCodingException e) {
      return failed(file + ": not UTF-8 text: save it as UTF-8", stamp);
    } catch (IOException e) {
      return failed(
          file
              + (Files.exists(file)
                  ? ": cannot be read: check its owner and mode"
                  : ": no such token list"),
          stamp);
    }
  }

  private static TokenList failed(String problem, FileStamp stamp) {
    return new TokenList(List.of(), List.of(problem), List.of(), stamp);
  }

  /** The state of one pass over a file. */
  private static final class Reading {
    private final Path file;
    private final Set<String> reserved;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<TokenDigest, Integer> lines = new HashMap<>();

    Reading(Path file, Set<String> reserved) {
      this.file = file;
      this.reserved = reserved;
    }

    TokenList read(String text, FileStamp stamp) {
      String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      int number = 0;
      for (String line : (Iterable<String>) content.lines()::iterator) {
        number++;
        String stripped = line.strip();
        if (!stripped.isEmpty() && !stripped.startsWith("#")) {
          entry(number, stripped);
        }
      }
      if (entries.isEmpty() && problems.isEmpty()) {
        warnings.add(
            file
                + ": lists no token yet: every call is answered 404;"
                + " 'scrappy-ddns token <name>' prints a line for it");
      }
      return new TokenList(
          List.copyOf(entries), List.copyOf(problems), List.copyOf(warnings), stamp);
    }

    private void entry(int number, String line) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        problem(number, "expected <token>:<name>, found no colon");
        return;
      }
      String name = line.substring(colon + 1).strip();
      Optional<Token> token = Token.parse(line.substring(0, colon).strip());
      if (token.isEmpty()) {
        problem(number, "a token is one or more of A-Z a-z 0-9 . _ ~ -");
      } else if (isReserved(token.get().reveal())) {
        problem(number, "this word is a path of the service itself and cannot be a token");
      } else if (name.isEmpty()) {
        problem(number, "the name behind the colon is missing");
      } else if (name.codePointCount(0, name.length()) > LONGEST_NAME
          || name.chars().anyMatch(Character::isISOControl)) {
        problem(number, "a name has at most " + LONGEST_NAME + " characters, all printable");
      } else {
        add(number, new Entry(token.get(), name));
      }
    }

    private boolean isReserved(String token) {
      return reserved.contains(token.toLowerCase(Locale.ROOT))
          || token.equals(".")
          || token.equals("..");
    }

    private void add(int number, Entry entry) {
      Integer earlier = lines.putIfAbsent(entry.token.digest(), number);
      if (earlier != null) {
        problem(number, "the same token stands in line " + earlier + " already");
        return;
      }
      if (entry.token.isShort()) {
        warnings.add(
            file
                + " line "
                + number
                + ": the token is shorter than "
                + Token.ADVISED_LENGTH
                + " characters and could be guessed; 'scrappy-ddns token' prints a good one");
      }
      entries.add(entry);
    }

    private void problem(int number, String what) {
      problems.add(file + " line " + number + ": " + what);
    }
  }
}
