package io.github.scrappyddns.network;

import org.jspecify.annotations.Nullable;

/**
 * Networks by the digests of their tokens: filled once, then only read, by any number of threads.
 *
 * <p>With very many networks nearly every step of a look-up waits for memory. So a digest and the
 * id of its network lie side by side in one array, in the slot that the digest itself points at or
 * the next free one behind it, and nothing else is followed: a map's nodes and keys would be three
 * waits more.
 */
final class TokenTable implements Network.Names {
  /** The four numbers of a digest, and the id of its network; 0 where the slot is free. */
  private static final int SLOT = 5;

  private static final int ID = 4;

  private final int mask;
  private final long[] slots;
  private final @Nullable String[] names;

  /**
   * @param tokens how many will be put in at most
   */
  TokenTable(int tokens) {
    // At least a third stays free, so that a miss ends soon.
    int size = Integer.highestOneBit(Math.max(4, tokens + tokens / 2)) << 1;
    mask = size - 1;
    slots = new long[Math.multiplyExact(size, SLOT)];
    names = new String[size];
  }

  /** Puts in a digest that is not there yet. */
  void put(TokenDigest digest, Network network) {
    int slot = slot(digest);
    int at = slot * SLOT;
    slots[at] = digest.a();
    slots[at + 1] = digest.b();
    slots[at + 2] = digest.c();
    slots[at + 3] = digest.d();
    slots[at + ID] = network.id();
    names[slot] = network.name();
  }

  /** The network of a digest; null where it is not there. */
  @Nullable Network find(TokenDigest digest) {
    int slot = slot(digest);
    long id = slots[slot * SLOT + ID];
    return id == 0 ? null : new Network(id, this, slot);
  }

  @Override
  @SuppressWarnings("NullAway") // Asked only for slots that are taken.
  public String at(int slot) {
    return names[slot];
  }

  /** Where a digest is, or would be. It is uniform already, so its first bits spread the slots. */
  private int slot(TokenDigest digest) {
    int slot = (int) digest.a() & mask;
    for (int at = slot * SLOT; slots[at + ID] != 0; at = slot * SLOT) {
      if (slots[at] == digest.a()
          && slots[at + 1] == digest.b()
          && slots[at + 2] == digest.c()
          && slots[at + 3] == digest.d()) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
