package io.github.scrappyddns.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A place that the log is written to. Used by one thread at a time; a write may block for good. */
interface LogTarget {
  /**
   * Writes a text, or a part of it: the buffer tells how much is left. What is not open is opened.
   *
   * @throws IOException where no more can be written now
   */
  void write(ByteBuffer text) throws IOException;

  /** Lets go of the place; the next write opens it anew. */
  void release();
}
