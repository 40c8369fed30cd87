package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction under way is about to change, and what to say of it once it is on disk. Used
 * by one thread at a time.
 */
final class Draft {
  private final Map<Family, Map<Long, Held>> replaced = new EnumMap<>(Family.class);
  private final List<String> news = new ArrayList<>();

  /** What a network holds after the transaction so far, or null where it does not touch that. */
  @Nullable Held held(long networkId, Family family) {
    Map<Long, Held> ofFamily = replaced.get(family);
    return ofFamily == null ? null : ofFamily.get(networkId);
  }

  /** Notes what a network will hold. */
  void replace(Held held) {
    replaced
        .computeIfAbsent(held.address().family(), family -> new HashMap<>())
        .put(held.networkId(), held);
  }

  /** Notes what the log shall say. */
  void tell(String headline) {
    news.add(headline);
  }

  /** Gives everything that was replaced, in its last state. */
  void forEachReplaced(Consumer<Held> task) {
    replaced.values().forEach(ofFamily -> ofFamily.values().forEach(task));
  }

  /** What the log shall say, in the order of the changes. */
  List<String> news() {
    return news;
  }
}
