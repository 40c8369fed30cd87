package io.github.scrappyddns.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts one behind the other in few bytes: for very many of them that are seldom read. A string
 * takes three times as much.
 */
final class PackedTexts {
  /** The longest text, in bytes of UTF-8. */
  static final int LONGEST = 16_000;

  private static final int CHUNK = 1 << 14;
  private static final int LENGTH = 2;

  private final List<byte[]> chunks = new ArrayList<>();
  private int used = CHUNK;

  /** Adds a text; gives its place. */
  int add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("A text of " + bytes.length + " bytes");
    }
    if (used + LENGTH + bytes.length > CHUNK) {
      chunks.add(new byte[CHUNK]);
      used = 0;
    }
    byte[] chunk = chunks.get(chunks.size() - 1);
    int place = Math.addExact(Math.multiplyExact(chunks.size() - 1, CHUNK), used);
    chunk[used] = (byte) (bytes.length >> 8);
    chunk[used + 1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, chunk, used + LENGTH, bytes.length);
    used += LENGTH + bytes.length;
    return place;
  }

  /** The text at a place that {@link #add} gave. */
  String at(int place) {
    byte[] chunk = chunks.get(place / CHUNK);
    int start = place % CHUNK;
    int length = ((chunk[start] & 0xFF) << 8) | (chunk[start + 1] & 0xFF);
    return new String(chunk, start + LENGTH, length, UTF_8);
  }
}
