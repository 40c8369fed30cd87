package io.github.scrappyddns.address;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are no address and may hold one. */
public final class AddressText {
  private static final Pattern SUSPICION =
      Pattern.compile("[0-9]\\.[0-9]|(?i)(?::|%3a|\\\\u003a)[0-9a-f]{0,4}(?::|%3a|\\\\u003a)");

  /** Four numbers, but none of a version or a host name; or what only IPv6 looks like. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?<![\\w.-])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![\\w-]|\\.\\w)"
              + "|(?i)(?<![\\w:.])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\\w:])"
              + "|(?<![\\w:.])[0-9a-f:]*::[0-9a-f:.]*(?![\\w:])");

  private AddressText() {}

  /** Whether there is anything in a text that could belong to an address. */
  public static boolean mayHold(String text) {
    return SUSPICION.matcher(text).find();
  }

  /** Whether a part of a text looks like an address, or nearly: {@code 203.0.113.300}. */
  public static boolean holds(String text) {
    return LITERAL.matcher(text).find();
  }

  /** The text with an ellipsis in place of whatever looks like an address in it. */
  public static String withoutLiterals(String text) {
    return LITERAL.matcher(text).replaceAll("…");
  }

  /** Whether a part of a text is an address of {@link Scope#PUBLIC}. */
  public static boolean holdsPublic(String text) {
    Matcher literal = LITERAL.matcher(text);
    while (literal.find()) {
      if (PublicAddress.parse(literal.group())
          .filter(address -> Scope.of(address) == Scope.PUBLIC)
          .isPresent()) {
        return true;
      }
    }
    return false;
  }
}
