package io.github.scrappyddns.checkin;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that stores changes: everything that waits goes into one transaction, a {@link
 * ChangeBatch}, so that many callers share one wait for the disk.
 */
final class ChangeWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWriter.class);
  private static final int LARGEST_BATCH = 256;
  private static final int LONGEST_QUEUE = 20_000;
  private static final long PATIENCE_AT_THE_END_SECONDS = 3;

  /** Callers get their answer within five seconds: many clients wait for no more than ten. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(4).toNanos();

  private static final long LOOK_MILLIS = 250;

  /**
   * A check-in that seems to be news, and the caller who waits for it.
   *
   * @param since when the caller began to wait, by {@link System#nanoTime}
   */
  private record Pending(CheckIn checkIn, CompletableFuture<CheckInResult> answer, long since) {
    boolean isOverdue(long now) {
      return now - since > PATIENCE_NANOS;
    }
  }

  private final Database database;
  private final ChangeBatch.Books books;
  private final LastSeen lastSeen;
  private final InstantSource clock;
  private final Runnable wakeLanes;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
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

  private final Thread deadlines = new Thread(this::keepDeadlines, "change deadlines");

  /** What is being stored. */
  private volatile List<Pending> underWay = List.of();

  private volatile boolean closed;

  /**
   * @param ipv6PrefixLength how many bits of an observed IPv6 address must differ in a change
   * @param wakeLanes called when alerts have become due; must not block
   */
  ChangeWriter(
      Database database,
      Holdings holdings,
      Timeline timeline,
      Outbox outbox,
      int ipv6PrefixLength,
      InstantSource clock,
      Runnable wakeLanes) {
    AddressTable addresses = new AddressTable();
    this.database = database;
    this.books = new ChangeBatch.Books(holdings, addresses, timeline, outbox, ipv6PrefixLength);
    this.lastSeen = new LastSeen(database, addresses, holdings);
    this.clock = clock;
    this.wakeLanes = wakeLanes;
  }

  void start() {
    database.read(
        reading -> {
          books.addresses().readAll(reading, books.holdings()::put);
          return null;
        });
    // Here, and not at the first change: where no more threads are to be had, it is had already.
    answering.prestartAllCoreThreads();
    thread.start();
    deadlines.start();
  }

  /** Stores a check-in; the answer comes when it is on disk, or storing it failed. */
  CompletableFuture<CheckInResult> submit(CheckIn checkIn) {
    Pending pending = new Pending(checkIn, new CompletableFuture<>(), System.nanoTime());
    if (closed || !queue.offer(pending)) {
      pending.answer.completeExceptionally(
          new IllegalStateException("The queue of changes is full or the service is stopping"));
    }
    return pending.answer;
  }

  private void run() {
    List<Pending> batch = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        Pending first = queue.poll(Math.max(0, lastSeen.nanosToWait()), TimeUnit.NANOSECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, LARGEST_BATCH - 1);
          underWay = List.copyOf(batch);
          batch.clear();
          store(underWay);
          underWay = List.of();
        }
      } catch (InterruptedException e) {
        closed = true;
      }
      lastSeen.writeSome();
    }
    lastSeen.writeAll();
  }

  /** Looks at those who wait, for as long as there is somebody who stores. */
  private void keepDeadlines() {
    try {
      while (thread.isAlive()) {
        answerOverdue();
        thread.join(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Answers those for whom the disk takes too long. Who waits in the queue is taken out of it; what
   * is being stored may still be, which harms nobody: the caller calls again.
   */
  private void answerOverdue() {
    long now = System.nanoTime();
    int given = 0;
    for (Pending one : underWay) {
      given += one.isOverdue(now) && one.answer.completeExceptionally(tooLong()) ? 1 : 0;
    }
    for (Pending first = queue.peek();
        first != null && first.isOverdue(now);
        first = queue.peek()) {
      // Not there any more where the writer took it; the next look finds it.
      given += queue.remove(first) && first.answer.completeExceptionally(tooLong()) ? 1 : 0;
    }
    if (given > 0) {
      LOG.error("The database does not answer: {} check-ins were answered 911", given);
    }
  }

  private static IllegalStateException tooLong() {
    return new IllegalStateException("The database does not answer");
  }

  private void store(List<Pending> pending) {
    if (pending.isEmpty()) {
      return;
    }
    ChangeBatch batch = new ChangeBatch(books, clock.millis());
    List<CheckInResult> results = new ArrayList<>();
    try {
      database.refuseDamaged();
      database.write(
          writing -> {
            pending.forEach(one -> results.add(batch.apply(writing, one.checkIn)));
            return null;
          });
    } catch (RuntimeException e) {
      // If only the answer to a commit was lost, memory would contradict the table.
      batch.forEachReplaced(books.holdings()::forget);
      int unfit = results.size();
      if (unfit < pending.size() && DatabaseException.isOfContent(e)) {
        store(pending.subList(0, unfit));
        refuse(pending.get(unfit), e);
        store(pending.subList(unfit + 1, pending.size()));
      } else {
        refuse(pending, e);
      }
      return;
    }
    batch.forEachReplaced(books.holdings()::put);
    answering.execute(
        () -> {
          for (int i = 0; i < pending.size(); i++) {
            pending.get(i).answer.complete(results.get(i));
          }
          batch.headlines().forEach(line -> LOG.info("{} {}", line.network(), line.news()));
        });
    if (!batch.headlines().isEmpty()) {
      wakeLanes.run();
    }
  }

  /** What cannot be stored costs nobody else of its batch the answer. */
  private static void refuse(Pending unfit, RuntimeException failure) {
    String told = "{}: a check-in could not be stored and was answered 911, for {}";
    String network = unfit.checkIn.network().name();
    if (failure instanceof DatabaseException) {
      LOG.error(told, network, failure.getMessage());
    } else {
      LOG.error(told, network, "an internal error", failure);
    }
    unfit.answer.completeExceptionally(failure);
  }

  private static void refuse(List<Pending> pending, RuntimeException failure) {
    LOG.error(
        "Check-ins that could not be stored and were answered 911: {}, for {}",
        pending.size(),
        failure.getMessage());
    pending.forEach(one -> one.answer.completeExceptionally(failure));
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
      deadlines.join();
      answering.shutdown();
      var unused = answering.awaitTermination(PATIENCE_AT_THE_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
