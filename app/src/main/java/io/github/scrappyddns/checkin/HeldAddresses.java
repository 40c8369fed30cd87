package io.github.scrappyddns.checkin;

import io.github.scrappyddns.checkin.held.Confirmations;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.checkin.held.Place;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who knows what networks hold, and so answers the check-ins that tell nothing new: the seam
 * between one process that has the database for itself and several that share it. Safe for use by
 * several threads.
 */
interface HeldAddresses extends AutoCloseable {
  /** What some networks hold, for the time of the transaction that asked. */
  interface View {
    /** Whether nobody else can change what this network holds before the transaction ends. */
    boolean covers(long networkId);

    @Nullable Held get(Place place);
  }

  /**
   * Loads what is held. Check-ins may come from now on.
   *
   * @param news takes those that seem to tell something new
   */
  void start(Consumer<PendingCheckIn> news);

  /**
   * Compares a check-in with what its network holds.
   *
   * @param now epoch milliseconds
   * @return done at once or soon if it tells nothing new; else when it is stored
   */
  CompletableFuture<CheckInResult> checkIn(CheckIn checkIn, long now);

  /** What a network holds, IPv4 first. */
  CompletableFuture<List<Held>> held(Network network);

  /** When networks last called, in epoch milliseconds; 0 for one that never did. */
  long[] lastSeen(long[] networkIds);

  /** How long it may take until {@link #lastSeen} tells a call, in milliseconds. */
  long lastSeenLag();

  /** Asks for {@link #lastSeen} to be told within a time, in milliseconds, where that can be. */
  void attend(long millis);

  /** What networks hold, for a transaction that may change it. */
  View view(Transaction writing, Set<Long> networkIds);

  /** What was replaced is on disk. */
  void follow(Held held);

  /** What was meant to be replaced may be on disk, or not. */
  void forget(Held held);

  /** A check-in that waited to be stored has confirmed this, at a time in epoch milliseconds. */
  void confirm(Held held, long now);

  /** Something was stored for a network that held nothing. */
  void followFirst(Held held);

  /** What was confirmed and is to be written. */
  Confirmations confirmations();

  /** Where check-ins wait to be compared. */
  List<WaitingRoom> rooms();

  /** Compares what still waits, then ends. */
  @Override
  void close();
}
