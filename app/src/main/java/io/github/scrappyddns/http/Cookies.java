package io.github.scrappyddns.http;

import java.util.Optional;

/** The cookies that a browser sends along: RFC 6265, section 5.4. */
public final class Cookies {
  private Cookies() {}

  /** The value of the first cookie of a name, as it was sent. */
  public static Optional<String> value(Request request, String name) {
    for (String field : request.headers().values("Cookie")) {
      for (String pair : field.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
          return Optional.of(pair.substring(equals + 1).strip());
        }
      }
    }
    return Optional.empty();
  }
}
