package io.github.scrappyddns.network;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Networks by the digests of their tokens, in memory: filled once, then only read, by any number of
 * threads.
 *
 * <p>With very many networks nearly every step of a look-up waits for memory. So a digest and the
 * id of its network lie side by side in one array, in the slot that the digest itself points at or
 * the next free one behind it, and nothing else is followed: a map's nodes and keys would be three
 * waits more. Half of a digest does: 128 bits that nobody can choose, to be met with by chance or
 * by trying as seldom as a token itself.
 */
final class TokenIndex implements Network.Names {
  /** Half of a digest, and the id of its network; 0 where the slot is free. */
  private static final int SLOT = 3;

  private static final int ID = 2;

  private final int size;
  private final long[] slots;
  private final @Nullable String[] names;

  /**
   * @param tokens how many will be put in at most
   */
  TokenIndex(int tokens) {
    // A third stays free, so that a miss ends soon.
    size = Math.max(4, tokens + tokens / 2);
    slots = new long[Math.multiplyExact(size, SLOT)];
    names = new String[size];
  }

  /** Puts in a digest that is not there yet. */
  void put(TokenDigest digest, Network network) {
    int slot = slot(digest);
    int at = slot * SLOT;
    slots[at] = digest.a();
    slots[at + 1] = digest.b();
    slots[at + ID] = network.id();
    names[slot] = network.name();
  }

  /** The network of a digest; null where it is not there. */
  @Nullable Network find(TokenDigest digest) {
    int slot = slot(digest);
    long id = slots[slot * SLOT + ID];
    return id == 0 ? null : new Network(id, this, slot);
  }

  /** Hands over the network of each digest, in no order. */
  void forEach(Consumer<Network> consumer) {
    for (int slot = 0; slot < size; slot++) {
      long id = slots[slot * SLOT + ID];
      if (id != 0) {
        consumer.accept(new Network(id, this, slot));
      }
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Asked only for slots that are taken.
  public String at(int slot) {
    return names[slot];
  }

  /** Where a digest is, or would be. It is uniform already, so its first bits spread the slots. */
  private int slot(TokenDigest digest) {
    int slot = (int) (((digest.a() >>> 32) * size) >>> 32);
    for (int at = slot * SLOT; slots[at + ID] != 0; at = slot * SLOT) {
      if (slots[at] == digest.a() && slots[at + 1] == digest.b()) {
        return slot;
      }
      slot = slot + 1 == size ? 0 : slot + 1;
    }
    return slot;
  }
}
