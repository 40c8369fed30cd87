package io.github.scrappyddns.channel.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The causes of a failure, itself included. */
public final class Causes {
  private Causes() {}

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
