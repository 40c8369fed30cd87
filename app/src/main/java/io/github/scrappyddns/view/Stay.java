package io.github.scrappyddns.view;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time for which a network had one address, as far as it lies in the time that was asked for. */
public record Stay(PublicAddress address, Instant from, Instant to) {
  /**
   * A change of address as the timeline has it.
   *
   * @param previousSince null where there was no address before
   */
  record Move(
      PublicAddress current,
      Instant at,
      @Nullable PublicAddress previous,
      @Nullable Instant previousSince) {}

  public Duration length() {
    return Duration.between(from, to);
  }

  /**
   * Where a network was in one family.
   *
   * @param moves of that family from a time on, oldest first
   * @param held what it has now; empty where nobody knows
   */
  static List<Stay> of(List<Move> moves, List<HeldAddress> held, Instant from, Instant now) {
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      if (i == 0 && move.previous() != null && move.previousSince() != null) {
        add(stays, move.previous(), later(move.previousSince(), from), move.at());
      }
      Instant end = i + 1 < moves.size() ? moves.get(i + 1).at() : now;
      add(stays, move.current(), later(move.at(), from), end);
    }
    if (moves.isEmpty()) {
      held.forEach(one -> add(stays, one.address(), later(one.since(), from), now));
    }
    return stays;
  }

  /** A clock that was set may have written an end before its beginning. */
  private static void add(List<Stay> stays, PublicAddress address, Instant from, Instant to) {
    if (to.isAfter(from)) {
      stays.add(new Stay(address, from, to));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  Family family() {
    return address.family();
  }
}
