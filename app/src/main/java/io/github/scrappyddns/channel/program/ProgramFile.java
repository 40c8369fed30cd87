package io.github.scrappyddns.channel.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a program, and whether it is one that this service should run. */
record ProgramFile(Path path) {
  /** No user's number. */
  private static final int NOBODY = -1;

  /**
   * What was found of it.
   *
   * @param program the file to run: the one that was looked at, whatever links lead to it
   * @param problem why it should not be run, in words that its owner can act on
   */
  record Finding(Path program, Optional<String> problem) {}

  /** What is wrong with it; empty where it can be run. */
  Optional<String> problem() {
    return look().problem();
  }

  /** Looks at it, and at who decides what it does: root and this service's user alone may. */
  Finding look() {
    if (!Files.exists(path)) {
      return wrong("there is no program " + path + ", or this service may not see it");
    }
    if (!Files.isRegularFile(path)) {
      return wrong(path + " is no program, but something else than a file");
    }
    if (!Files.isExecutable(path)) {
      return wrong("this service may not run " + path + ": chmod a+x makes it a program");
    }
    try {
      Way way = Way.to(path, ourselves());
      return new Finding(way.end(), way.fault());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return wrong("it cannot be found out who may change " + path);
    }
  }

  private Finding wrong(String problem) {
    return new Finding(path, Optional.of(problem));
  }

  /** The user that this service runs as, by the owner of its own process, proc(5). */
  private static int ourselves() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      return NOBODY; // Root alone is trusted then.
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
