package io.github.scrappyddns.network;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Networks by the digests of their tokens, in memory: filled once, then read by any number of
 * threads; only names may change. A name is looked up when somebody asks for it.
 */
final class TokenIndex implements Network.Names {
  private final DigestNumbers ids;
  private final int[] places;
  private final PackedTexts names;

  /** The names that networks were given since. */
  private volatile Map<Long, String> newNames = Map.of();

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

  /** Gives networks other names; of an id that is not here it does nothing. */
  synchronized void rename(Map<Long, String> renamed) {
    Map<Long, String> all = new HashMap<>(newNames);
    all.putAll(renamed);
    newNames = Map.copyOf(all);
  }

  @Override
  public String of(long id, int slot) {
    Map<Long, String> renamed = newNames;
    String since = renamed.isEmpty() ? null : renamed.get(id);
    return since == null ? names.at(places[slot]) : since;
  }
}
