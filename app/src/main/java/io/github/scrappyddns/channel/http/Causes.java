package io.github.scrappyddns.channel.http;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The causes of a failure, itself included. */
public final class Causes {
  private Causes() {}

  /** What a step of a future failed with, without what the future wraps around it. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  public static boolean include(@Nullable Throwable failure, Class<? extends Throwable> kind) {
    return find(failure, kind).isPresent();
  }

  public static <T extends Throwable> Optional<T> find(@Nullable Throwable failure, Class<T> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }
}
