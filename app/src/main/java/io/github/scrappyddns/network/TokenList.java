package io.github.scrappyddns.network;

import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.spelling.NameKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The operator's list of tokens and names, as read from its file: {@code <token>:<name>} a line.
 *
 * <p>Blank lines, {@code #} comment lines, CRLF, a byte-order mark and surrounding white space are
 * tolerated. The first colon splits. Problems and warnings name the line, never the token.
 *
 * @param entries in the file's order; incomplete if there are problems
 * @param problems why this list must not be put into force
 * @param warnings what works, but deserves a look
 * @param ended whether its last line has an end: that of a file that was cut off seldom has
 * @param stamp of the file when it was read
 */
public record TokenList(
    List<Entry> entries,
    List<String> problems,
    List<String> warnings,
    boolean ended,
    FileStamp stamp) {
  /** One line: a key, and the network it opens. */
  public record Entry(Token token, String name) {}

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** In bytes; comments may be longer. */
  private static final int LONGEST_LINE = 4_096;

  /**
   * Reads a list; a file that cannot be read, or is too long for this Java's heap, is a problem of
   * the list.
   *
   * @param reserved words that the service's own paths begin with, in lower case: no tokens
   */
  public static TokenList read(Path file, Set<String> reserved) {
    return read(file, reserved, ListLimit.ofThisJava());
  }

  static TokenList read(Path file, Set<String> reserved, ListLimit limit) {
    // Taken first: an edit while we read is an edit after it.
    FileStamp stamp = FileStamp.of(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Of a pipe, one who reads waits until somebody writes.
      return failed(file + ": cannot be read: it is no regular file", stamp);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      Optional<String> tooLarge = limit.sizeProblem(Files.size(file));
      return tooLarge.isPresent()
          ? failed(file + ": " + tooLarge.get(), stamp)
          : new Reading(file, reserved, limit).read(new Lines(stream, LONGEST_LINE), stamp);
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
    return new TokenList(List.of(), List.of(problem), List.of(), true, stamp);
  }

  /** Entries in few bytes: what they were read from, and where it stands. */
  private static final class PackedEntries extends AbstractList<Entry> implements RandomAccess {
    private final PackedTexts texts = new PackedTexts();
    private int[] places = new int[16];
    private int[] lineNumbers = new int[16];
    private int size;

    void add(int lineNumber, String token, String name) {
      if (size == places.length) {
        places = Arrays.copyOf(places, size + size / 2);
        lineNumbers = Arrays.copyOf(lineNumbers, places.length);
      }
      places[size] = texts.add(token + ':' + name);
      lineNumbers[size] = lineNumber;
      size++;
    }

    @Override
    public Entry get(int index) {
      String text = texts.at(places[Objects.checkIndex(index, size)]);
      int colon = text.indexOf(':');
      return new Entry(
          Token.parse(text.substring(0, colon)).orElseThrow(), text.substring(colon + 1));
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** The state of one pass over a file. */
  private static final class Reading {
    private final Path file;
    private final Set<String> reserved;
    private final ListLimit limit;
    private final PackedEntries entries = new PackedEntries();
    private final Findings problems = new Findings();
    private final Findings warnings = new Findings();
    private int tokens;

    Reading(Path file, Set<String> reserved, ListLimit limit) {
      this.file = file;
      this.reserved = reserved;
      this.limit = limit;
    }

    TokenList read(Lines lines, FileStamp stamp) throws IOException {
      Optional<String> tooLarge = Optional.empty();
      for (int number = 1; tooLarge.isEmpty() && lines.next(); number++) {
        line(number, lines);
        // A file may grow while it is read.
        tooLarge = limit.sizeProblem(lines.bytes());
      }
      tooLarge
          .or(() -> limit.tokenProblem(tokens))
          .ifPresent(problem -> problems.add(file + ": " + problem));
      findDuplicates();
      if (entries.isEmpty() && problems.isEmpty()) {
        warnings.add(
            file
                + ": lists no token yet: every call is answered 404;"
                + " 'scrappy-ddns token <name>' prints a line for it");
      }
      return new TokenList(entries, problems.told(), warnings.told(), lines.isEnded(), stamp);
    }

    private void line(int number, Lines lines) throws CharacterCodingException {
      if (!lines.isWhole()) {
        if (!lines.startsWith('#')) {
          problem(number, "a line has at most " + LONGEST_LINE + " bytes");
        }
        return;
      }
      String text = lines.text();
      boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
      String line = (marked ? text.substring(1) : text).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entry(number, line);
      }
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
      } else if (NameKey.of(name).isEmpty()) {
        problem(number, "the name behind the colon is missing");
      } else if (!Network.isName(name)) {
        problem(
            number, "a name has at most " + Network.LONGEST_NAME + " characters, all printable");
      } else {
        add(number, token.get(), name);
      }
    }

    private boolean isReserved(String token) {
      return reserved.contains(token.toLowerCase(Locale.ROOT))
          || token.equals(".")
          || token.equals("..");
    }

    private void add(int number, Token token, String name) {
      tokens++;
      if (tokens > limit.tokens()) {
        return; // Only how many there are is still of interest.
      }
      if (token.isShort()) {
        warnings.add(
            file
                + " line "
                + number
                + ": the token is shorter than "
                + Token.ADVISED_LENGTH
                + " characters and could be guessed; 'scrappy-ddns token' prints a good one");
      }
      entries.add(number, token.reveal(), name);
    }

    private void findDuplicates() {
      DigestNumbers known = new DigestNumbers(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        TokenDigest digest = entries.get(i).token().digest();
        int slot = known.slot(digest);
        if (known.at(slot) == 0) {
          known.put(slot, digest, entries.lineNumbers[i]);
        } else {
          problem(
              entries.lineNumbers[i],
              "the same token stands in line " + known.at(slot) + " already");
        }
      }
    }

    private void problem(int number, String what) {
      problems.add(file + " line " + number + ": " + what);
    }
  }
}
