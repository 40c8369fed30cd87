package io.github.scrappyddns.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What programs call the machine that they run on, as a {@code Host} field has it: a name or an
 * address of loopback, with or without a port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-host-and-authority">RFC 9110, 7.2</a>
 */
public final class LoopbackHost {
  private static final Pattern HOST =
      Pattern.compile("(?i)(localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?");

  private LoopbackHost() {}

  /** Whether a field says so. */
  public static boolean is(String host) {
    return HOST.matcher(host).matches();
  }

  /** The same field with another name for this machine; any other field as it is. */
  public static String renamed(String host, String name) {
    Matcher loopback = HOST.matcher(host);
    return loopback.matches() ? name + host.substring(loopback.end(1)) : host;
  }
}
