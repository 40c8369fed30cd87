package io.github.scrappyddns.acme;

import java.time.Instant;
import java.util.Optional;

/** Why an authority gave no certificate. Its message says in words what to do. */
final class Failure extends Exception {
  /** What it is about, which decides when to try again. */
  enum Kind {
    /** The authority was not reached: nothing was asked of it. */
    UNREACHABLE("the certificate authority was not reached"),
    /** It did not find what it looked for at the name. */
    UNPROVED("the certificate authority did not find this service under the name"),
    /** It refused for another reason. */
    REFUSED("the certificate authority refused"),
    /** It was asked too often. */
    LIMITED("the certificate authority was asked too often");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In words that name no host, for health. */
    String words() {
      return words;
    }
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final transient Optional<Instant> notBefore;

  /**
   * @param notBefore when the authority wants to be asked again
   */
  Failure(Kind kind, String message, Optional<Instant> notBefore) {
    super(message);
    this.kind = kind;
    this.notBefore = notBefore;
  }

  Kind kind() {
    return kind;
  }

  /** When the authority wants to be asked again at the earliest, if it said so. */
  Optional<Instant> notBefore() {
    return notBefore;
  }
}
