package io.github.scrappyddns.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a call that may be a token, the likeliest first: of Basic authentication the
 * password or the user name, of Bearer the token, or what the query calls a password, a token or a
 * user. The first of these places that holds anything counts.
 */
record Credentials(List<String> candidates) {
  private static final String[] SECRETS = {
    "password", "passwd", "pass", "pwd", "pw", "p", "token", "key", "secret", "k", "api_key"
  };
  private static final String[] USERS = {"username", "user", "login", "u"};

  static Credentials of(Request request, Parameters parameters) {
    for (String header : request.headers().values("Authorization")) {
      List<String> found = ofHeader(header.strip());
      if (!found.isEmpty()) {
        return new Credentials(found);
      }
    }
    List<String> found = new ArrayList<>();
    parameters.first(SECRETS).ifPresent(found::add);
    parameters.first(USERS).ifPresent(found::add);
    found.removeIf(String::isEmpty);
    return new Credentials(List.copyOf(found));
  }

  private static List<String> ofHeader(String header) {
    int blank = header.indexOf(' ');
    if (blank < 0) {
      return List.of();
    }
    String scheme = header.substring(0, blank);
    String value = header.substring(blank + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("Token")) {
      return value.isEmpty() ? List.of() : List.of(value);
    }
    return scheme.equalsIgnoreCase("Basic") ? ofBasic(value) : List.of();
  }

  /** RFC 7617; the password may hold colons. {@code Og==} is an empty pair, and so absent. */
  private static List<String> ofBasic(String encoded) {
    Optional<String> pair = decoded(encoded);
    if (pair.isEmpty()) {
      return List.of();
    }
    int colon = pair.get().indexOf(':');
    String user = colon < 0 ? pair.get() : pair.get().substring(0, colon);
    String password = colon < 0 ? "" : pair.get().substring(colon + 1);
    List<String> found = new ArrayList<>(List.of(password, user));
    found.removeIf(String::isEmpty);
    return found;
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
