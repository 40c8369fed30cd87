package io.github.scrappyddns.channel.url;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a channel sends and nobody else may read, and the one place that knows in which spellings it
 * comes back: as it is, with the escapes of URLs, HTML and JSON, in Base64, in other case, cut.
 * Immutable.
 *
 * <p>Printing it shows nothing. Whoever quotes a stranger asks {@link #hiddenIn} first and cuts the
 * quotation then: of a secret that was cut before, too little may be left to know it by.
 */
public final class Secrets {
  /** Shorter ones are likely to be words that a reason contains by chance. */
  private static final int SHORTEST = 6;

  /** So much of a secret in one piece is no chance, and worth hiding. */
  private static final int PIECE = 8;

  /** So much at the end of a quotation that stops there is taken for the beginning of a secret. */
  private static final int STUMP = 5;

  /** Escapes of escapes are quotations of quotations; nobody goes on for long. */
  private static final int DEEPEST = 4;

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=";

  /** No secrets at all. */
  public static final Secrets NONE = new Secrets(Set.of(), Set.of(), "");

  private final Set<String> secrets;
  private final Set<String> names;
  private final String shown;

  private Secrets(Collection<String> secrets, Collection<String> names, String shown) {
    this.secrets = Set.copyOf(new HashSet<>(secrets));
    this.names = Set.copyOf(new HashSet<>(names));
    this.shown = shown;
  }

  /**
   * The secrets of a channel.
   *
   * @param secrets hidden whole and in pieces
   * @param names such as those of users and recipients: hidden where they stand whole
   * @param shown what everybody may see, such as the host: no piece of it is hidden
   */
  static Secrets of(Collection<String> secrets, Collection<String> names, String shown) {
    return new Secrets(secrets, names, shown);
  }

  public static Secrets of(Collection<String> secrets) {
    return new Secrets(secrets, Set.of(), "");
  }

  /** These and others. */
  public Secrets and(Collection<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Set<String> all = new HashSet<>(secrets);
    all.addAll(more);
    return new Secrets(all, names, shown);
  }

  /** The text with every secret in it hidden, in whatever spelling. */
  public String hiddenIn(String said) {
    if (secrets.isEmpty() && names.isEmpty()) {
      return said;
    }
    Set<String> plain = new HashSet<>();
    Set<String> encoded = new HashSet<>();
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST) {
        addPieces(plain, folded(secret));
        // A few letters become two in the other case.
        addPieces(plain, folded(secret.toUpperCase(Locale.ROOT)));
        addPieces(plain, folded(secret.toLowerCase(Locale.ROOT)));
        coresOfBase64(secret).forEach(core -> addPieces(encoded, folded(core)));
      }
    }
    Set<String> visible = new HashSet<>();
    addPieces(visible, folded(shown));
    plain.removeAll(visible);

    BitSet hidden = new BitSet(said.length());
    Optional<Reading> reading = Optional.of(Reading.of(said));
    for (int depth = 0; depth < DEEPEST && reading.isPresent(); depth++) {
      Reading read = reading.get();
      String text = folded(read.text());
      hide(read, text, plain, hidden, false);
      hide(read, text, encoded, hidden, true);
      hideNames(read, text, hidden);
      hideStumps(read, text, hidden);
      reading = read.deeper();
    }
    return masked(said, hidden);
  }

  private static void addPieces(Set<String> pieces, String text) {
    if (text.length() <= PIECE) {
      pieces.add(text);
    }
    for (int i = 0; i + PIECE <= text.length(); i++) {
      pieces.add(text.substring(i, i + PIECE));
    }
  }

  /** What Base64 makes of a secret, wherever it stands in what is encoded (RFC 4648, 4 and 5). */
  private static Set<String> coresOfBase64(String secret) {
    byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> cores = new LinkedHashSet<>();
    for (int before = 0; before < 3; before++) {
      byte[] padded = new byte[before + octets.length];
      System.arraycopy(octets, 0, padded, before, octets.length);
      int first = (before * 8 + 5) / 6;
      int last = padded.length * 8 / 6;
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        cores.add(encoder.encodeToString(padded).substring(first, last));
      }
    }
    return cores;
  }

  private static void hide(
      Reading read, String text, Set<String> pieces, BitSet hidden, boolean encoded) {
    for (int length = SHORTEST; length <= PIECE; length++) {
      for (int i = 0; i + length <= text.length(); i++) {
        if (pieces.contains(text.substring(i, i + length))) {
          int start = i;
          int end = i + length;
          // What adjoins it in Base64 has the rest of its bits, or what it was encoded with.
          while (encoded && start > 0 && BASE64.indexOf(text.charAt(start - 1)) >= 0) {
            start--;
          }
          while (encoded && end < text.length() && BASE64.indexOf(text.charAt(end)) >= 0) {
            end++;
          }
          hidden.set(read.start(start), read.end(end - 1));
        }
      }
    }
  }

  private void hideNames(Reading read, String text, BitSet hidden) {
    for (String name : names) {
      String word = folded(name);
      int at = word.length() < SHORTEST ? -1 : text.indexOf(word);
      while (at >= 0) {
        hidden.set(read.start(at), read.end(at + word.length() - 1));
        at = text.indexOf(word, at + 1);
      }
    }
  }

  /** The beginning of a secret where somebody else has cut. */
  private void hideStumps(Reading read, String text, BitSet hidden) {
    for (String secret : secrets) {
      String word = folded(secret);
      int longest = word.length() < SHORTEST ? 0 : Math.min(PIECE, word.length()) - 1;
      for (int length = longest; length >= STUMP; length--) {
        String stump = word.substring(0, length);
        for (String cut : List.of("…", "...")) {
          int at = text.indexOf(stump + cut);
          if (at >= 0) {
            hidden.set(read.start(at), read.end(at + length - 1));
          }
        }
        if (text.endsWith(stump)) {
          hidden.set(read.start(text.length() - length), read.end(text.length() - 1));
        }
      }
    }
  }

  /** In one case, and with one letter for what forms write in two ways; as long as before. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      folded.append(letter == '+' ? ' ' : Character.toLowerCase(letter));
    }
    return folded.toString();
  }

  private static String masked(String said, BitSet hidden) {
    if (hidden.isEmpty()) {
      return said;
    }
    StringBuilder masked = new StringBuilder();
    int at = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(at)) {
      masked.append(said, at, start).append(Redaction.HIDDEN);
      at = hidden.nextClearBit(start);
    }
    return masked.append(said.substring(at)).toString();
  }

  @Override
  public String toString() {
    return Redaction.HIDDEN;
  }
}
