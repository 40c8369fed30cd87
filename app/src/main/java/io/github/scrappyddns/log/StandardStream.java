package io.github.scrappyddns.log;

import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A stream that the process was started with. It is nobody's to open or to close.
 *
 * <p>The service does not write to {@code System.out}: that is a lock, which a writer who waits for
 * a reader would hold, and it swallows what goes wrong.
 */
final class StandardStream implements LogTarget {
  private final WritableByteChannel channel;
  private final Flushable behind;

  /**
   * @param behind what may keep a text back on its way
   */
  StandardStream(WritableByteChannel channel, Flushable behind) {
    this.channel = channel;
    this.behind = behind;
  }

  @Override
  public void write(ByteBuffer text) throws IOException {
    if (channel.write(text) == 0) {
      // Whoever started us made it non-blocking.
      throw new IOException("nobody reads it");
    }
    behind.flush();
  }

  @Override
  public void release() {}
}
