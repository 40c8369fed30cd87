package io.github.scrappyddns.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a path, as an operator wrote it. Java reads and writes file names in the character
 * set of the locale, which for {@code C} is ASCII: other files cannot be named then, and what comes
 * from the environment or the command line is damaged.
 */
public final class PathText {
  /** What to say of a text with characters that the locale lacks. */
  public static final String NOT_IN_THIS_LOCALE =
      "holds characters that this locale does not have: set LC_ALL=C.UTF-8";

  private static final char DAMAGED = '\uFFFD';

  private PathText() {}

  /** The path that a text means, seen from a directory; empty where it cannot be named. */
  public static Optional<Path> under(Path directory, String text) {
    try {
      return Optional.of(directory.resolve(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether a text lost characters on its way from the environment or the command line. */
  public static boolean isDamaged(String text) {
    return text.indexOf(DAMAGED) >= 0;
  }
}
