package io.github.scrappyddns.acme;

import java.util.Map;
import java.util.Optional;

/** What outlives the process: a text for each matter. Safe for use by several threads. */
public interface Safe {
  /** What is kept. */
  enum Matter {
    /** The keys by which the authority knows this service. */
    ACCOUNT(true),
    /** The certificate, its chain and its private key. */
    CERTIFICATE(true),
    /** What became of the attempts to get one. */
    ATTEMPTS(false),
    /** The challenge that is open, for all instances. */
    CHALLENGE(false);

    private final boolean secret;

    Matter(boolean secret) {
      this.secret = secret;
    }

    boolean secret() {
      return secret;
    }
  }

  /** What kept it from being read or written, in words that a person understands. */
  final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * What is kept of a matter; empty where that is nothing.
   *
   * @throws Unusable where it cannot be read
   */
  Optional<String> read(Matter matter);

  /**
   * Keeps a text in place of the one before.
   *
   * @throws Unusable where it cannot be written
   */
  void write(Matter matter, String text);

  /** Whether other instances read and write it, too. */
  boolean isShared();

  /** A number for each matter that is kept, which changes with it; asked where it is shared. */
  Map<Matter, Long> versions();
}
