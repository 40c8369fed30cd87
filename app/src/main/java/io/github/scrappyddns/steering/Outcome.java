package io.github.scrappyddns.steering;

import java.util.Optional;

/**
 * What came of an order: what it made, or why it is refused.
 *
 * @param refusal empty where it was carried out
 */
public record Outcome<T>(Optional<T> made, Optional<Refusal> refusal) {
  static <T> Outcome<T> done(T made) {
    return new Outcome<>(Optional.of(made), Optional.empty());
  }

  static <T> Outcome<T> refused(Refusal why) {
    return new Outcome<>(Optional.empty(), Optional.of(why));
  }
}
