package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.RetrySchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What pays the outbox's debts: a lane for each channel, and a few threads for all of them. No
 * thread waits for a push service, so no channel delays another.
 */
public final class Relay implements AutoCloseable {
  private static final int MOST_THREADS = 4;

  /** No wait is longer, so that a clock that was set delays nothing for long. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_THE_DATABASE = Duration.ofSeconds(1);

  private final List<LaneDriver> drivers;
  private final ScheduledThreadPoolExecutor threads;
  private final CountDownLatch unsettled;

  public Relay(
      List<Channel> channels,
      Database database,
      Outbox outbox,
      Renderer renderer,
      InstantSource clock) {
    RetrySchedule schedule = new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    threads =
        new ScheduledThreadPoolExecutor(
            Math.max(1, Math.min(channels.size(), MOST_THREADS)),
            task -> new Thread(task, "lanes"));
    threads.setRemoveOnCancelPolicy(true);
    unsettled = new CountDownLatch(channels.size());
    drivers =
        channels.stream()
            .map(
                channel ->
                    new LaneDriver(
                        answerCame ->
                            new Lane(
                                channel, database, outbox, renderer, schedule, clock, answerCame),
                        threads,
                        clock,
                        this::lineIsBack,
                        this::wake,
                        unsettled::countDown))
            .toList();
  }

  /** Starts the lanes; they send what is already due at once. */
  public void start() {
    // Here, and not at the first change: where no more threads are to be had, they are had already.
    threads.prestartAllCoreThreads();
    long period = LONGEST_WAIT.toMillis();
    var unused = threads.scheduleWithFixedDelay(this::wake, 0, period, TimeUnit.MILLISECONDS);
  }

  /** Says that something new may be due. Never blocks. */
  public void wake() {
    drivers.forEach(LaneDriver::wake);
  }

  /** Tries at once every channel that rests because attempts failed. Never blocks. */
  public void tryNow() {
    drivers.forEach(LaneDriver::tryNow);
  }

  private void lineIsBack() {
    drivers.forEach(LaneDriver::lineIsBack);
  }

  /** Stops after the attempts under way, or interrupts them if they take too long. */
  @Override
  public void close() {
    drivers.forEach(LaneDriver::close);
    try {
      if (threads.getPoolSize() > 0) {
        var unused = unsettled.await(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
      }
      threads.shutdownNow();
      var unused =
          threads.awaitTermination(PATIENCE_WITH_THE_DATABASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drivers.forEach(LaneDriver::abandon);
  }
}
