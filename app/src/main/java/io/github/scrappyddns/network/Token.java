package io.github.scrappyddns.network;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret in a URL that lets a network check in.
 *
 * <p>Its text exists only while a request or a token list is handled: what is kept and compared is
 * its {@link #digest}. Printing a token does not show it.
 */
public final class Token {
  /** A patient attacker can guess shorter ones: they cause a warning. */
  public static final int ADVISED_LENGTH = 16;

  private static final int FRESH_LENGTH = 24;
  private static final int SHOWN = 4;
  private static final String FRESH_ALPHABET =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

  private static final boolean[] ALLOWED = allowed();

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /** The token that a text spells: one or more of {@code A-Z a-z 0-9 . _ ~ -}. */
  public static Optional<Token> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (!allowed(text.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Token(text));
  }

  /**
   * With a table: a processor cannot predict branches on random letters and would stall at each.
   */
  private static boolean allowed(char c) {
    return c < ALLOWED.length && ALLOWED[c];
  }

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[128];
    for (char c = 0; c < allowed.length; c++) {
      allowed[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._~-".indexOf(c) >= 0;
    }
    return allowed;
  }

  /** A fresh token of 24 characters (139 bits), without characters that look alike. */
  public static Token generate(SecureRandom random) {
    StringBuilder text = new StringBuilder(FRESH_LENGTH);
    for (int i = 0; i < FRESH_LENGTH; i++) {
      text.append(FRESH_ALPHABET.charAt(random.nextInt(FRESH_ALPHABET.length())));
    }
    return new Token(text.toString());
  }

  /** What is kept of it. */
  public TokenDigest digest() {
    return TokenDigest.of(text);
  }

  /** Whether it is shorter than {@link #ADVISED_LENGTH}. */
  public boolean isShort() {
    return text.length() < ADVISED_LENGTH;
  }

  /** The secret itself, for the one line that its owner reads and for file names. */
  public String reveal() {
    return text;
  }

  /** The first characters, so that its owner recognises it; nothing of a short one. */
  @Override
  public String toString() {
    return isShort() ? "***" : text.substring(0, SHOWN) + "…";
  }
}
