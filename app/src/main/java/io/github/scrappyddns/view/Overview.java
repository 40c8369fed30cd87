package io.github.scrappyddns.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How all networks are together.
 *
 * @param silent are silent, and somebody was told of it; some of them by name
 * @param calling were heard within a day
 * @param quiet were heard before
 * @param never have not called yet
 * @param notPublic are known by an address that nobody can reach from outside; some of them
 */
public record Overview(
    Silent silent,
    int calling,
    int quiet,
    int never,
    Optional<Instant> lastChange,
    List<NotPublic> notPublic) {
  /** A network and the address that is no public one. */
  public record NotPublic(long id, String name, HeldAddress held) {}

  /**
   * Those that are silent.
   *
   * @param named the first of them by name
   */
  public record Silent(int count, List<NetworkName> named) {}

  /** One of them. */
  public record NetworkName(long id, String name, Instant since) {}

  public int all() {
    return silent.count + calling + quiet + never;
  }
}
