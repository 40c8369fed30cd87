package io.github.scrappyddns.acme;

import java.util.Optional;

/**
 * What an authority asks this service to show, to prove that a name leads here.
 *
 * @param kind the way in which it asks
 * @param name the host name that it asks about
 * @param token what it asks for by http-01
 * @param authorization what it is to be answered
 */
record Challenge(Kind kind, String name, String token, String authorization) {
  /** The ways that this service knows. */
  enum Kind {
    /** By a path on port 80 (RFC 8555, 8.3). */
    HTTP_01(80),
    /** By a certificate on port 443 (RFC 8737). */
    TLS_ALPN_01(443);

    private final int port;

    Kind(int port) {
      this.port = port;
    }

    /** Where the authority calls, as the world sees it. */
    int port() {
      return port;
    }
  }

  /** As one line, which {@link #read} reads. */
  String text() {
    return kind + " " + name + " " + token + " " + authorization;
  }

  /** The challenge of a line; empty where it says that none is open. */
  static Optional<Challenge> read(String text) {
    String[] words = text.split(" ", -1);
    return words.length == 4
        ? Optional.of(new Challenge(Kind.valueOf(words[0]), words[1], words[2], words[3]))
        : Optional.empty();
  }
}
