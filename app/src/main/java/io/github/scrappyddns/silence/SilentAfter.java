package io.github.scrappyddns.silence;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.spelling.NameKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rules as the operator's settings have them. Immutable. */
public final class SilentAfter implements Rules {
  private final long all;
  private final Map<String, Long> named = new HashMap<>();

  /**
   * @param all for every network that is not named; empty where no other is watched
   * @param named by the name of the network, compared as the token list compares names
   */
  public SilentAfter(Optional<Duration> all, Map<String, Duration> named) {
    this.all = all.map(Duration::toMillis).orElse(0L);
    named.forEach((name, time) -> this.named.put(NameKey.of(name), time.toMillis()));
  }

  @Override
  public long silentAfter(Network network) {
    return of(network.name());
  }

  /** The same, by a network's name. */
  public long of(String name) {
    return named.isEmpty() ? all : named.getOrDefault(NameKey.of(name), all);
  }

  @Override
  public boolean judges(long networkId) {
    return true;
  }

  @Override
  public boolean watchNobody() {
    return all == 0 && named.isEmpty();
  }

  @Override
  public long version() {
    return 0;
  }
}
