package io.github.scrappyddns.checkin;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.checkin.held.AddressTable.OtherAddressException;
import io.github.scrappyddns.checkin.held.LastSeen;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that stores changes: everything that waits goes into one transaction, a {@link
 * ChangeBatch}, so that many callers share one wait for the disk.
 */
final class ChangeWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWriter.class);
  private static final long PATIENCE_AT_THE_END_SECONDS = 3;
  private static final long PAUSE_MILLIS = 100;
  private static final long MOMENT_MILLIS = 5;

  private final Database database;
  private final ChangeBatch.Books books;
  private final LastSeen lastSeen;
  private final InstantSource clock;
  private final Runnable wakeLanes;
  private final WaitingRoom room = new WaitingRoom();
  private final StoreTally tally = new StoreTally();
  private final Thread thread = new Thread(this::run, "change writer");

  /** Answers the callers of one batch while the next one is stored. */
  private final ThreadPoolExecutor answering =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> new Thread(task, "change answers"));

  /**
   * @param wakeLanes called when alerts have become due; must not block
   */
  ChangeWriter(
      Database database, ChangeBatch.Books books, InstantSource clock, Runnable wakeLanes) {
    this.database = database;
    this.books = books;
    this.lastSeen = new LastSeen(database, books.addresses(), books.held().confirmations());
    this.clock = clock;
    this.wakeLanes = wakeLanes;
  }

  void start() {
    // Here, and not at the first change: where no more threads are to be had, it is had already.
    answering.prestartAllCoreThreads();
    thread.start();
  }

  /** Stores a check-in; the answer comes when it is on disk, or storing it failed. */
  void submit(PendingCheckIn pending) {
    room.enter(pending);
  }

  /** Where check-ins wait to be stored. */
  WaitingRoom room() {
    return room;
  }

  StoreTally tally() {
    return tally;
  }

  private void run() {
    while (!room.isClosed() || !room.isEmpty()) {
      try {
        WaitingRoom.Group group = room.take(lastSeen.nanosToWait());
        store(group.members(), true);
        room.leave(group);
      } catch (InterruptedException e) {
        room.close();
      }
      lastSeen.writeSome();
    }
    lastSeen.writeAll();
  }

  /**
   * Stores some.
   *
   * @param again whether to begin again where memory was wrong about what is held
   */
  private void store(List<PendingCheckIn> pending, boolean again) {
    // Nobody waits any more for what was refused meanwhile.
    List<PendingCheckIn> waiting = pending.stream().filter(one -> !one.answer().isDone()).toList();
    if (waiting.isEmpty()) {
      return;
    }
    ChangeBatch batch = new ChangeBatch(books, clock.millis());
    try {
      database.refuseDamaged();
      long began = System.nanoTime();
      List<@Nullable CheckInResult> results =
          database.write(writing -> batch.store(writing, waiting));
      tally.count(System.nanoTime() - began);
      answer(waiting, results, batch);
    } catch (RuntimeException e) {
      boolean memoryWasWrong = e instanceof OtherAddressException && again;
      if (memoryWasWrong || !DatabaseException.isOfContent(e)) {
        // If only the answer to a commit was lost, memory would contradict the table.
        batch.forEachReplaced(books.held()::forget);
      }
      storeAfter(e, waiting, again);
    }
  }

  /**
   * Goes on after a failure. What may pass is tried again for as long as somebody waits: if the
   * commit went through, the table has it already. What cannot be stored is told from the rest.
   */
  private void storeAfter(RuntimeException failure, List<PendingCheckIn> waiting, boolean again) {
    if (failure instanceof OtherAddressException && again) {
      // Memory has just forgotten it.
      store(waiting, false);
    } else if (failure instanceof DatabaseException known && known.mayPass()) {
      if (!room.isClosed() && paused(PAUSE_MILLIS)) {
        store(waiting, again);
      } else {
        refuse(waiting, failure);
      }
    } else if (!DatabaseException.isOfContent(failure)) {
      refuse(waiting, failure);
    } else if (waiting.size() == 1) {
      refuse(waiting.get(0), failure);
    } else {
      int half = waiting.size() / 2;
      store(waiting.subList(0, half), again);
      store(waiting.subList(half, waiting.size()), again);
    }
  }

  private void answer(
      List<PendingCheckIn> waiting, List<@Nullable CheckInResult> results, ChangeBatch batch) {
    batch.forEachReplaced(books.held()::follow);
    long now = clock.millis();
    batch.forEachConfirmed(held -> books.held().confirm(held, now));
    List<PendingCheckIn> left = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      if (results.get(i) == null) {
        left.add(waiting.get(i));
      }
    }
    answering.execute(
        () -> {
          for (int i = 0; i < waiting.size(); i++) {
            if (results.get(i) != null) {
              waiting.get(i).answer().complete(requireNonNull(results.get(i)));
            }
          }
          batch.headlines().forEach(line -> LOG.info("{} {}", line.network(), line.news()));
        });
    if (batch.isNews()) {
      wakeLanes.run();
    }
    if (!left.isEmpty()) {
      // Another instance stores a change of theirs just now.
      var unused = left.size() == waiting.size() && paused(MOMENT_MILLIS);
      left.forEach(this::submit);
    }
  }

  private boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      room.close();
      return false;
    }
  }

  /** What cannot be stored costs nobody else of its batch the answer. */
  private static void refuse(PendingCheckIn unfit, RuntimeException failure) {
    String told = "{}: a check-in could not be stored and was answered 911, for {}";
    String network = unfit.checkIn().network().name();
    if (failure instanceof DatabaseException) {
      LOG.error(told, network, failure.getMessage());
    } else {
      LOG.error(told, network, "an internal error", failure);
    }
    unfit.refuse(failure);
  }

  private static void refuse(List<PendingCheckIn> waiting, RuntimeException failure) {
    LOG.error(
        "Check-ins that could not be stored and were answered 911: {}, for {}",
        waiting.size(),
        failure.getMessage());
    waiting.forEach(one -> one.refuse(failure));
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    room.close();
    thread.interrupt();
    try {
      thread.join();
      answering.shutdown();
      var unused = answering.awaitTermination(PATIENCE_AT_THE_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
