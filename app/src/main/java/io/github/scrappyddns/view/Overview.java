package io.github.scrappyddns.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How all networks are together.
 *
 * @param calling were heard within a day
 * @param quiet were heard before
 * @param never have not called yet
 * @param notPublic are known by an address that nobody can reach from outside; some of them
 */
public record Overview(
    int calling, int quiet, int never, Optional<Instant> lastChange, List<NotPublic> notPublic) {
  /** A network and the address that is no public one. */
  public record NotPublic(long id, String name, HeldAddress held) {}

  public int all() {
    return calling + quiet + never;
  }
}
