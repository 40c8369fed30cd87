package io.github.scrappyddns.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A pipe, a device, or a file that others have named: lines are written to it, and nothing else is
 * done with it. A pipe waits for a reader when it is opened, and is opened anew when he has left.
 */
final class LogDevice implements LogTarget {
  private final Path file;
  private @Nullable FileChannel channel;

  LogDevice(Path file) {
    this.file = file;
  }

  @Override
  public void write(ByteBuffer text) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      channel = open;
    }
    try {
      open.write(text);
    } catch (IOException e) {
      release();
      throw e;
    }
  }

  @Override
  public void release() {
    LogFile.close(channel);
    channel = null;
  }
}
