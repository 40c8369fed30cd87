package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Timeline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a check-in is a change, and has changes stored.
 *
 * <p>Safe for use by any number of threads. A check-in that changes nothing costs two look-ups in
 * memory: no lock, no SQL.
 */
public final class ChangeDetector implements AutoCloseable {
  private static final CompletableFuture<CheckInResult> UNCHANGED =
      CompletableFuture.completedFuture(CheckInResult.UNCHANGED);

  private final Holdings holdings = new Holdings();
  private final ChangeWriter writer;
  private final int ipv6PrefixLength;
  private final InstantSource clock;

  /**
   * @param ipv6PrefixLength how many bits of an observed IPv6 address must differ in a change
   * @param wakeLanes called when alerts have become due; must not block
   */
  public ChangeDetector(
      Database database,
      Timeline timeline,
      Outbox outbox,
      int ipv6PrefixLength,
      InstantSource clock,
      Runnable wakeLanes) {
    this.ipv6PrefixLength = ipv6PrefixLength;
    this.clock = clock;
    this.writer =
        new ChangeWriter(database, holdings, timeline, outbox, ipv6PrefixLength, clock, wakeLanes);
  }

  /** Loads what networks hold and begins to store changes. */
  public void start() {
    writer.start();
  }

  /**
   * Compares a check-in with what its network holds.
   *
   * @return done at once if nothing changed; otherwise when the change and the alerts owed for it
   *     are on disk. Fails if they could not be stored; then nothing of the check-in was.
   */
  public CompletableFuture<CheckInResult> checkIn(CheckIn checkIn) {
    List<Sighting> sightings = checkIn.sightings();
    long networkId = checkIn.network().id();
    long now = clock.millis();
    for (int i = 0; i < sightings.size(); i++) {
      if (!holdings.confirm(networkId, sightings.get(i), ipv6PrefixLength, now)) {
        return writer.submit(checkIn);
      }
    }
    return UNCHANGED;
  }

  /** What a network is known to hold now, IPv4 first; empty before its first check-in. */
  public List<PublicAddress> held(Network network) {
    List<PublicAddress> addresses = new ArrayList<>();
    for (Family family : Family.values()) {
      @Nullable Held held = holdings.get(network.id(), family);
      if (held != null) {
        addresses.add(held.address());
      }
    }
    return addresses;
  }

  /** Knows what was stored for a network that held nothing, unless a check-in was quicker. */
  void hold(Held held) {
    holdings.putFirst(held);
  }

  /** Stores what still waits, then ends. */
  @Override
  public void close() {
    writer.close();
  }
}
