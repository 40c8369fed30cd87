package io.github.scrappyddns.network;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Networks by the digests of their tokens, in memory: filled once, then only read, by any number of
 * threads. A name is looked up when somebody asks for it.
 */
final class TokenIndex implements Network.Names {
  private final DigestNumbers ids;
  private final int[] places;
  private final PackedTexts names;

  /** One that lets nobody in. */
  TokenIndex() {
    this(new DigestNumbers(0), new int[0], new PackedTexts());
  }

  /**
   * @param ids the id of a network for each digest
   * @param places where the name of a network stands, for each slot of the digests
   */
  TokenIndex(DigestNumbers ids, int[] places, PackedTexts names) {
    this.ids = ids;
    this.places = places;
    this.names = names;
  }

  /** The network of a digest; null if it is not there. */
  @Nullable Network find(TokenDigest digest) {
    int slot = ids.slot(digest);
    long id = ids.at(slot);
    return id == 0 ? null : new Network(id, this, slot);
  }

  /** Hands over the network of each digest, in no order. */
  void forEach(Consumer<Network> consumer) {
    for (int slot = 0; slot < ids.size(); slot++) {
      long id = ids.at(slot);
      if (id != 0) {
        consumer.accept(new Network(id, this, slot));
      }
    }
  }

  @Override
  public String at(int slot) {
    return names.at(places[slot]);
  }
}
