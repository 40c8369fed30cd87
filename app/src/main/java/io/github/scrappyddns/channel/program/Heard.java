package io.github.scrappyddns.channel.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a program has said on one of its ways out: the beginning is kept, the rest read and
 * forgotten. Used by one thread at a time.
 */
final class Heard {
  private static final int KEPT = 4_096;

  /** So much of a flood is read in one turn. */
  private static final int MOST_AT_ONCE = 1 << 20;

  private final InputStream source;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8_192];

  Heard(InputStream source) {
    this.source = source;
  }

  /** Takes what is there, without waiting for more; gives how many bytes. */
  int listen() {
    int read = 0;
    try {
      int there = source.available();
      while (there > 0 && read < MOST_AT_ONCE) {
        int some = source.read(buffer, 0, Math.min(there, buffer.length));
        if (some < 0) {
          break;
        }
        kept.write(buffer, 0, Math.min(some, KEPT - kept.size()));
        read += some;
        there = source.available();
      }
    } catch (IOException e) {
      return read; // It has closed it: there is no more.
    }
    return read;
  }

  /** Stops reading: who still writes is told so by the system. */
  void hangUp() {
    try {
      source.close();
    } catch (IOException e) {
      return;
    }
  }

  /** The first line that is not blank; empty where there is none. */
  String firstLine() {
    return kept.toString(UTF_8).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
