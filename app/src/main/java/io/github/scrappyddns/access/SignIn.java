package io.github.scrappyddns.access;

import java.time.Duration;

/**
 * What came of an attempt to sign in.
 *
 * @param cookie what the browser is to keep; empty unless it is signed in
 * @param pause how long to wait before the next attempt
 */
public record SignIn(Outcome outcome, String cookie, Duration pause) {
  /** The ways it can end. */
  public enum Outcome {
    SIGNED_IN,
    WRONG_PASSWORD,
    WRONG_CODE,
    TOO_OFTEN,
    NO_PASSWORD_YET,
    LINK_IS_OVER,
    TOO_SHORT
  }

  static SignIn failed(Outcome outcome) {
    return new SignIn(outcome, "", Duration.ZERO);
  }

  static SignIn tooOften(Duration pause) {
    return new SignIn(Outcome.TOO_OFTEN, "", pause);
  }

  static SignIn done(String cookie) {
    return new SignIn(Outcome.SIGNED_IN, cookie, Duration.ZERO);
  }

  public boolean succeeded() {
    return outcome == Outcome.SIGNED_IN;
  }

  /** The cookie is a secret. */
  @Override
  public String toString() {
    return "SignIn[" + outcome + "]";
  }
}
