package io.github.scrappyddns.access;

import io.github.scrappyddns.http.Cookies;
import io.github.scrappyddns.http.Request;
import java.util.Optional;

/**
 * The cookie that holds a session's secret. Over TLS its name begins with {@code __Host-}, which
 * browsers let nobody else set; over plain HTTP, as in a network at home, that is not to be had.
 */
final class SessionCookie {
  private static final String PLAIN = "scrappy-session";
  private static final String OVER_TLS = "__Host-" + PLAIN;
  private static final String RULES = "; Path=/; HttpOnly; SameSite=Lax";

  private SessionCookie() {}

  static Optional<Secret> of(Request request, boolean secure) {
    return Cookies.value(request, secure ? OVER_TLS : PLAIN).map(Secret::new);
  }

  /** The field that sets it. */
  static String set(Secret secret, boolean secure) {
    return field(secret.reveal(), Sessions.LONGEST.toSeconds(), secure);
  }

  /** The field that removes it. */
  static String removed(boolean secure) {
    return field("", 0, secure);
  }

  private static String field(String value, long seconds, boolean secure) {
    return (secure ? OVER_TLS : PLAIN)
        + "="
        + value
        + "; Max-Age="
        + seconds
        + RULES
        + (secure ? "; Secure" : "");
  }
}
