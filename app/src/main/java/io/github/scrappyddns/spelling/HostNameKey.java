package io.github.scrappyddns.spelling;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The one form of all spellings of a host name that DNS takes for one name: {@code Büro.example.},
 * with its letters composed or not, and {@code xn--bro-hoa.example}.
 */
public final class HostNameKey {
  private HostNameKey() {}

  /** What two spellings of one name have in common; a text that is no name is its own. */
  public static String of(String hostName) {
    String name = Normalizer.normalize(hostName.strip(), Normalizer.Form.NFC);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      // RFC 3490. Unlike DNS' letters, digits and hyphens, it lets underscores pass.
      return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return bare.toLowerCase(Locale.ROOT);
    }
  }
}
