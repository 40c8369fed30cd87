package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Timeline;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Decides whether a check-in is a change, and has changes stored.
 *
 * <p>Safe for use by any number of threads. The database decides who answers a check-in that
 * changes nothing: memory, where one process has it for itself; the database, where several share
 * it.
 */
public final class ChangeDetector implements AutoCloseable {
  private final AddressTable addresses = new AddressTable();
  private final HeldAddresses held;
  private final ChangeWriter writer;
  private final Deadlines deadlines;
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
    this.clock = clock;
    Standstill standstill = new Standstill(System::nanoTime);
    held =
        database.isShared()
            ? new HeldInDatabase(
                database, addresses, new NetworkTable(clock), ipv6PrefixLength, clock, standstill)
            : new HeldInMemory(database, addresses, ipv6PrefixLength);
    writer =
        new ChangeWriter(
            database,
            new ChangeBatch.Books(held, addresses, timeline, outbox, ipv6PrefixLength),
            clock,
            wakeLanes);
    deadlines =
        new Deadlines(
            Stream.concat(held.rooms().stream(), Stream.of(writer.room())).toList(), standstill);
  }

  /** Loads what networks hold and begins to store changes. */
  public void start() {
    held.start(writer::submit);
    writer.start();
    deadlines.start();
  }

  /**
   * Compares a check-in with what its network holds.
   *
   * @return done at once, or soon, if nothing changed; otherwise when the change and the alerts
   *     owed for it are on disk. Fails if they could not be stored; then nothing of the check-in
   *     was, or all of it
   */
  public CompletableFuture<CheckInResult> checkIn(CheckIn checkIn) {
    return held.checkIn(checkIn, clock.millis());
  }

  /** What a network is known to hold now, IPv4 first; empty before its first check-in. */
  public CompletableFuture<List<PublicAddress>> held(Network network) {
    return held.held(network).thenApply(all -> all.stream().map(Held::address).toList());
  }

  /** As {@link HeldAddresses#lastSeen}. */
  public long[] lastSeen(long[] networkIds) {
    return held.lastSeen(networkIds);
  }

  /** How often changes were stored, and how long it took. */
  public StoreTally stores() {
    return writer.tally();
  }

  /** How many check-ins wait to be compared, or stored. */
  public int waiting() {
    return writer.room().waiting() + held.rooms().stream().mapToInt(WaitingRoom::waiting).sum();
  }

  /** As {@link HeldAddresses#lastSeenLag}. */
  public long lastSeenLag() {
    return held.lastSeenLag();
  }

  /** As {@link HeldAddresses#attend}. */
  public void attend(long millis) {
    held.attend(millis);
  }

  /** Where a network last called from, as the table knows; empty before its first call. */
  public Optional<Held> latest(Transaction transaction, long networkId) {
    return addresses.latest(transaction, networkId);
  }

  /** Knows what was stored for a network that held nothing, unless a check-in was quicker. */
  public void hold(Held first) {
    held.followFirst(first);
  }

  /** Stores what still waits, then ends. */
  @Override
  public void close() {
    held.close();
    writer.close();
    deadlines.close();
  }
}
