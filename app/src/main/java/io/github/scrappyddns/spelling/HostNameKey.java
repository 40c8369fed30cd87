package io.github.scrappyddns.spelling;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one form of all spellings of a host name that DNS takes for one name: {@code Büro.example.},
 * with its letters composed or not, and {@code xn--bro-hoa.example}. By IDNA 2008, as UTS 46 maps
 * what people type: {@code straße} and {@code strasse} are two names.
 */
public final class HostNameKey {
  /** What the keyboards of some scripts give for a dot. */
  private static final Pattern DOT = Pattern.compile("[.\u3002\uff0e\uff61]");

  private HostNameKey() {}

  /** What two spellings of one name have in common; a text that is no name is its own. */
  public static String of(String hostName) {
    String typed = hostName.strip();
    String mapped = Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    String key =
        Arrays.stream(DOT.split(mapped, -1)).map(Punycode::encode).collect(Collectors.joining("."));
    return key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
  }
}
