package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.DatabaseException;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that stores changes: everything that waits goes into one transaction, so that many
 * callers share one wait for the disk.
 */
final class ChangeWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWriter.class);
  private static final int LARGEST_BATCH = 256;
  private static final int LONGEST_QUEUE = 20_000;
  private static final long PATIENCE_AT_THE_END_SECONDS = 3;
  private static final long WRITE_BEHIND_NANOS = Duration.ofSeconds(5).toNanos();

  /** A check-in that seems to be news, and the caller who waits for it. */
  private record Pending(CheckIn checkIn, CompletableFuture<CheckInResult> answer) {}

  private final Database database;
  private final AddressTable addresses = new AddressTable();
  private final Holdings holdings;
  private final Confirmations confirmations;
  private final Timeline timeline;
  private final Outbox outbox;
  private final int ipv6PrefixLength;
  private final InstantSource clock;
  private final Runnable owed;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final Thread thread = new Thread(this::run, "change writer");

  /** Answers the callers of one batch while the next one is stored. */
  private final ExecutorService answering =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "change answers"));

  private volatile boolean closed;

  ChangeWriter(
      Database database,
      Holdings holdings,
      Timeline timeline,
      Outbox outbox,
      int ipv6PrefixLength,
      InstantSource clock,
      Runnable owed) {
    this.database = database;
    this.holdings = holdings;
    this.confirmations = new Confirmations(holdings);
    this.timeline = timeline;
    this.outbox = outbox;
    this.ipv6PrefixLength = ipv6PrefixLength;
    this.clock = clock;
    this.owed = owed;
  }

  void start() {
    database.read(
        reading -> {
          addresses.readAll(reading, holdings::put);
          return null;
        });
    thread.start();
  }

  /** Stores a check-in; the answer comes when it is on disk, or failed to get there. */
  CompletableFuture<CheckInResult> submit(CheckIn checkIn) {
    Pending pending = new Pending(checkIn, new CompletableFuture<>());
    if (closed || !queue.offer(pending)) {
      pending.answer.completeExceptionally(
          new IllegalStateException("The queue of changes is full or the service is stopping"));
    }
    return pending.answer;
  }

  private void run() {
    long nextWriteBehind = System.nanoTime() + WRITE_BEHIND_NANOS;
    List<Pending> batch = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        Pending first =
            queue.poll(Math.max(0, nextWriteBehind - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, LARGEST_BATCH - 1);
          store(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        closed = true;
      }
      if (System.nanoTime() - nextWriteBehind >= 0) {
        if (!confirmations.hasMore()) {
          confirmations.begin();
        }
        if (!writeBehind() || !confirmations.hasMore()) {
          nextWriteBehind = System.nanoTime() + WRITE_BEHIND_NANOS;
        }
      }
    }
    confirmations.beginLast();
    while (confirmations.hasMore() && writeBehind()) {
      LOG.debug("More check-ins are to be noted before the end");
    }
  }

  private void store(List<Pending> batch) {
    Draft draft = new Draft();
    List<CheckInResult> results;
    try {
      results =
          database.write(
              writing -> batch.stream().map(one -> apply(writing, one.checkIn, draft)).toList());
    } catch (RuntimeException e) {
      String told = "Check-ins that could not be stored and were answered 911: {}, for {}";
      if (e instanceof DatabaseException) {
        LOG.error(told, batch.size(), e.getMessage());
      } else {
        LOG.error(told, batch.size(), "a defect", e);
      }
      // Where only the answer to a commit was lost, memory would contradict the table.
      draft.forEachReplaced(holdings::forget);
      batch.forEach(one -> one.answer.completeExceptionally(e));
      return;
    }
    draft.forEachReplaced(holdings::put);
    List<Pending> stored = List.copyOf(batch);
    answering.execute(
        () -> {
          for (int i = 0; i < stored.size(); i++) {
            stored.get(i).answer.complete(results.get(i));
          }
          draft.news().forEach(LOG::info);
        });
    if (!draft.news().isEmpty()) {
      owed.run();
    }
  }

  private CheckInResult apply(Transaction writing, CheckIn checkIn, Draft draft) {
    CheckInResult result = CheckInResult.UNCHANGED;
    for (Sighting sighting : checkIn.sightings()) {
      CheckInResult one = apply(writing, checkIn, sighting, draft);
      result = one.compareTo(result) > 0 ? one : result;
    }
    return result;
  }

  private CheckInResult apply(
      Transaction writing, CheckIn checkIn, Sighting sighting, Draft draft) {
    long networkId = checkIn.network().id();
    Family family = sighting.address().family();
    long now = clock.millis();
    Held held = draft.held(networkId, family);
    if (held == null) {
      held = holdings.get(networkId, family);
    }
    Held replacement = new Held(networkId, sighting.address(), now, now);
    while (isNews(held, sighting)) {
      if (addresses.compareAndSet(writing, held, replacement)) {
        draft.replace(replacement);
        draft.tell(headline(checkIn, held, replacement));
        return record(writing, checkIn.network(), held, replacement);
      }
      // An answer was lost after a commit: what the table says is true.
      Held stored = addresses.read(writing, networkId, family).orElse(null);
      if (Objects.equals(addressOf(stored), addressOf(held))) {
        throw new IllegalStateException("The database will not replace an address that it holds");
      }
      held = stored;
      if (held != null) {
        draft.replace(held);
      }
    }
    return CheckInResult.UNCHANGED;
  }

  private static @Nullable PublicAddress addressOf(@Nullable Held held) {
    return held == null ? null : held.address();
  }

  private boolean isNews(@Nullable Held held, Sighting sighting) {
    return held == null || !sighting.confirms(held.address(), ipv6PrefixLength);
  }

  private static String headline(CheckIn checkIn, @Nullable Held before, Held after) {
    return checkIn.network().name()
        + " is at "
        + after.address()
        + (before == null ? " (first check-in)" : ", was " + before.address());
  }

  private CheckInResult record(
      Transaction writing, Network network, @Nullable Held before, Held after) {
    boolean first = before == null;
    long event =
        timeline.append(
            writing,
            after.networkId(),
            first ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
            before == null ? null : before.address(),
            before == null ? null : Instant.ofEpochMilli(before.since()),
            after.address(),
            Instant.ofEpochMilli(after.since()));
    outbox.owe(writing, network, event, after.since());
    return first ? CheckInResult.FIRST_SEEN : CheckInResult.CHANGED;
  }

  /** Notes some of the confirmations; false where the database refused. */
  private boolean writeBehind() {
    List<Held> confirmed = confirmations.next();
    if (confirmed.isEmpty()) {
      return true;
    }
    try {
      database.write(
          writing -> {
            confirmed.forEach(held -> addresses.confirm(writing, held));
            return null;
          });
      return true;
    } catch (DatabaseException e) {
      LOG.debug("When networks were last seen could not be noted: {}", e.getMessage());
      return false;
    }
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    closed = true;
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
