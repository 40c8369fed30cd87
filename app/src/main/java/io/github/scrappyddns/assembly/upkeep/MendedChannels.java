package io.github.scrappyddns.assembly.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How {@code send-test}, a process of its own, tells the service that a channel works: by an empty
 * file in the state directory, at which the service tries at once what rests.
 */
public final class MendedChannels {
  private static final Logger LOG = LoggerFactory.getLogger(MendedChannels.class);
  private static final String NAME = "channels-were-tested";

  private final Path file;
  private final Runnable tryNow;

  /** Of a file that cannot be removed, the last that was heeded. */
  private @Nullable FileTime heeded;

  /**
   * @param tryNow tries every channel that rests because attempts failed
   */
  public MendedChannels(Path stateDirectory, Runnable tryNow) {
    file = stateDirectory.resolve(NAME);
    this.tryNow = tryNow;
  }

  /** Leaves the file; where that cannot be, the service tries at its own time. */
  public static void tell(Path stateDirectory) {
    try {
      Files.deleteIfExists(stateDirectory.resolve(NAME));
      Files.createFile(stateDirectory.resolve(NAME));
    } catch (IOException e) {
      LOG.debug("{} cannot be written: {}", stateDirectory, e.getMessage());
    }
  }

  /** Looks once. */
  public void look() {
    if (Files.notExists(file)) {
      return;
    }
    try {
      FileTime written = Files.getLastModifiedTime(file);
      if (!written.equals(heeded)) {
        heeded = written;
        LOG.info("A test alert got through: channels that rest are tried at once");
        tryNow.run();
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("{} cannot be removed: {}", file, e.getMessage());
    }
  }
}
