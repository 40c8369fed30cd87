package io.github.scrappyddns.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of a call that may be a token: what its query or body calls a password, a token or a
 * user; of Basic authentication the password or the user name; of Bearer the token. Whichever of
 * them is a token lets the call in: a proxy in between may add credentials of its own.
 */
record Credentials(List<String> candidates) {
  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "pwd",
          "pw",
          "p",
          "token",
          "key",
          "secret",
          "k",
          "api_key",
          "apikey",
          "client_key",
          "access_token",
          "auth_token");
  private static final Set<String> USERS = Set.of("username", "user", "login", "u");

  /** More would be guesses: each of them counts as one, but the call as one alone. */
  private static final int MOST = 8;

  private static final int MOST_HEADERS = 2;

  static Credentials of(Request request, Parameters parameters) {
    List<String> found = new ArrayList<>();
    parameters.forEach((name, value) -> addIf(SECRETS.contains(name), value, found));
    parameters.forEach((name, value) -> addIf(USERS.contains(name), value, found));
    if (found.size() > MOST) {
      found.subList(MOST, found.size()).clear();
    }
    List<String> headers = request.headers().values("Authorization");
    for (int i = 0; i < headers.size() && i < MOST_HEADERS; i++) {
      addHeader(headers.get(i).strip(), found);
    }
    return new Credentials(found);
  }

  private static void addIf(boolean wanted, String value, List<String> found) {
    if (wanted && !value.isBlank()) {
      found.add(value.strip());
    }
  }

  private static void addHeader(String header, List<String> found) {
    int blank = Math.max(header.indexOf(' '), header.indexOf('\t'));
    String scheme = header.substring(0, Math.max(0, blank));
    String value = header.substring(blank + 1).strip();
    if (scheme.equalsIgnoreCase("Basic")) {
      addBasic(value, found);
    } else if (scheme.isEmpty()
        || scheme.equalsIgnoreCase("Bearer")
        || scheme.equalsIgnoreCase("Token")) {
      addIf(true, value, found);
    }
  }

  /**
   * RFC 7617; the password may hold colons. White space around either is none of it: {@code echo
   * home:secret | base64} encodes the end of the line, too. {@code Og==} is an empty pair.
   */
  private static void addBasic(String encoded, List<String> found) {
    Optional<String> pair = decoded(encoded);
    if (pair.isPresent()) {
      int colon = pair.get().indexOf(':');
      addIf(colon >= 0, pair.get().substring(colon + 1), found);
      addIf(true, pair.get().substring(0, colon < 0 ? pair.get().length() : colon), found);
    }
  }

  private static Optional<String> decoded(String encoded) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(encoded), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Developers sometimes print things. */
  @Override
  public String toString() {
    return "Credentials[***]";
  }
}
