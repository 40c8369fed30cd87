package io.github.scrappyddns.network;

/**
 * A number for each of many token digests, in memory.
 *
 * <p>With very many networks nearly every step of a look-up waits for memory. So a digest and its
 * number lie side by side in one array, in the slot that the digest itself points at or the next
 * free one behind it, and nothing else is followed: a map's nodes and keys would be three waits
 * more. Half of a digest does: 128 bits that nobody can choose, to be met with by chance or by
 * trying as seldom as a token itself.
 */
final class DigestNumbers {
  /** Half of a digest, and its number; 0 where the slot is free. */
  private static final int SLOT = 3;

  private static final int NUMBER = 2;

  private final int size;
  private final long[] slots;

  /**
   * @param digests how many will be put in at most
   */
  DigestNumbers(int digests) {
    // A third stays free, so that a miss ends soon.
    size = Math.max(4, Math.addExact(digests, digests / 2));
    slots = new long[Math.multiplyExact(size, SLOT)];
  }

  /** How many slots there are. */
  int size() {
    return size;
  }

  /** The number in a slot; 0 where it is free. */
  long at(int slot) {
    return slots[slot * SLOT + NUMBER];
  }

  /** Gives a digest, which belongs into this slot, its number. */
  void put(int slot, TokenDigest digest, long number) {
    slots[slot * SLOT] = digest.a();
    slots[slot * SLOT + 1] = digest.b();
    slots[slot * SLOT + NUMBER] = number;
  }

  /** Gives the digest that is in a slot another number. */
  void renumber(int slot, long number) {
    slots[slot * SLOT + NUMBER] = number;
  }

  /** Where a digest is, or would be. It is uniform already, so its first bits spread the slots. */
  int slot(TokenDigest digest) {
    int slot = (int) (((digest.a() >>> 32) * size) >>> 32);
    for (int at = slot * SLOT; slots[at + NUMBER] != 0; at = slot * SLOT) {
      if (slots[at] == digest.a() && slots[at + 1] == digest.b()) {
        return slot;
      }
      slot = slot + 1 == size ? 0 : slot + 1;
    }
    return slot;
  }
}
