package io.github.scrappyddns.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * The lines of a text file in UTF-8, one after the other, in the memory of one line. Each ends with
 * LF, CR, both, or the file; the byte with which DOS ends a file is no part of it.
 */
final class Lines {
  private static final int END = -1;
  private static final int DOS_END_OF_FILE = 0x1A;

  private final InputStream stream;
  private final byte[] buffer = new byte[1 << 14];
  private int from;
  private int to;
  private long bytes;

  private final byte[] line;
  private int length;
  private boolean whole;
  private boolean ended = true;

  /**
   * @param longest how many bytes of a line are kept
   */
  Lines(InputStream stream, int longest) {
    this.stream = stream;
    this.line = new byte[longest];
  }

  /** Goes to the next line; false where there is none. */
  boolean next() throws IOException {
    int read = read();
    if (read == END) {
      return false;
    }
    length = 0;
    whole = true;
    for (; read != END && read != '\n' && read != '\r'; read = read()) {
      if (length < line.length) {
        line[length++] = (byte) read;
      } else {
        whole = false;
      }
    }
    ended = read != END;
    if (read == '\r' && peek() == '\n') {
      from++;
      bytes++;
    }
    if (read == END && length > 0 && line[length - 1] == DOS_END_OF_FILE) {
      length--;
      ended = length == 0;
    }
    return true;
  }

  /** Whether the line is no longer than what is kept of it. */
  boolean isWhole() {
    return whole;
  }

  /** Whether the line has an end of its own, which is not the file's; true before the first. */
  boolean isEnded() {
    return ended;
  }

  /** Whether the first character of the line that is no white space is this one. */
  boolean startsWith(char letter) {
    return new String(line, 0, Math.min(length, line.length), ISO_8859_1)
        .strip()
        .startsWith(String.valueOf(letter));
  }

  /**
   * The text of the line.
   *
   * @throws CharacterCodingException where it is not UTF-8
   */
  String text() throws CharacterCodingException {
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(Arrays.copyOf(line, length)))
        .toString();
  }

  /** How many bytes were read so far. */
  long bytes() {
    return bytes;
  }

  private int read() throws IOException {
    int next = peek();
    if (next != END) {
      from++;
      bytes++;
    }
    return next;
  }

  private int peek() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, stream.read(buffer));
    }
    return to == 0 ? END : buffer[from] & 0xFF;
  }
}
