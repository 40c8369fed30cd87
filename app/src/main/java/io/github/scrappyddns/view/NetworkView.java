package io.github.scrappyddns.view;

import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.network.NetworkSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A network as it is now.
 *
 * @param listed whether the token list names it
 * @param kept whether it was made on the pages, and stays without that list
 * @param settings what was ordered of it
 * @param held one address for each family, IPv4 first; none before its first call
 * @param silentSince since when it is, where somebody was told of it
 */
public record NetworkView(
    long id,
    String name,
    boolean listed,
    boolean kept,
    NetworkSettings settings,
    List<HeldAddress> held,
    Optional<Instant> silentSince) {
  /** Who was heard within this time is calling; routers that call on a change alone are quiet. */
  static final Duration CALLING = Duration.ofDays(1);

  /** How a network is, in one word. */
  public enum State {
    PAUSED,
    SILENT,
    CALLING,
    QUIET,
    NOT_PUBLIC,
    NEVER_CALLED
  }

  /** Its state: the first that holds. */
  public State state(Instant now) {
    if (settings.paused()) {
      return State.PAUSED;
    }
    if (silentSince.isPresent()) {
      return State.SILENT;
    }
    if (held.isEmpty()) {
      return State.NEVER_CALLED;
    }
    if (held.stream().anyMatch(address -> address.scope() != Scope.PUBLIC)) {
      return State.NOT_PUBLIC;
    }
    Instant seen = lastSeen().orElseThrow();
    return seen.isAfter(now.minus(CALLING)) ? State.CALLING : State.QUIET;
  }

  /** When it last called. */
  public Optional<Instant> lastSeen() {
    return held.stream().map(HeldAddress::lastSeen).max(Comparator.naturalOrder());
  }
}
