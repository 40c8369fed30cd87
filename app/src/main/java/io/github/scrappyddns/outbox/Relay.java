package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.DatabaseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payer of the outbox's debts: a lane with its own thread for each channel, so that no channel
 * delays another.
 */
public final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** No wait is longer, so that setting the clock delays nothing for long. */
  private static final long LONGEST_WAIT_MILLIS = Duration.ofSeconds(30).toMillis();

  private static final long AFTER_TROUBLE_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);

  private final List<Runner> runners = new ArrayList<>();
  private final InstantSource clock;
  private volatile boolean closed;

  public Relay(
      List<Channel> channels,
      Database database,
      Outbox outbox,
      Renderer renderer,
      InstantSource clock) {
    this.clock = clock;
    RetrySchedule schedule = new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    for (Channel channel : channels) {
      runners.add(new Runner(new Lane(channel, database, outbox, renderer, schedule, clock)));
    }
  }

  /** Starts the lanes; they send what is already due at once. */
  public void start() {
    runners.forEach(runner -> runner.thread.start());
  }

  /** Says that something new may be due. Never blocks. */
  public void wake() {
    runners.forEach(Runner::wake);
  }

  private void lineIsBack() {
    for (Runner runner : runners) {
      runner.lineIsBack = true;
      runner.wake();
    }
  }

  /** Stops after the attempts under way, or interrupts them if they take too long. */
  @Override
  public void close() {
    closed = true;
    wake();
    long deadline = System.nanoTime() + PATIENCE_AT_THE_END.toNanos();
    for (Runner runner : runners) {
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        runner.thread.join(Math.max(1, left));
        runner.thread.interrupt();
        runner.thread.join(AFTER_TROUBLE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** A lane and its thread. */
  private final class Runner implements Runnable {
    private final Lane lane;
    private final Semaphore signal = new Semaphore(0);
    private final Thread thread;
    private volatile boolean lineIsBack;
    private String trouble = "";

    Runner(Lane lane) {
      this.lane = lane;
      this.thread = new Thread(this, "lane " + lane.name());
    }

    @Override
    public void run() {
      try {
        while (!closed) {
          signal.drainPermits();
          long wait = Math.min(relayDue() - clock.millis(), LONGEST_WAIT_MILLIS);
          if (wait > 0 && signal.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
            LOG.trace("{} was woken", lane.name());
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void wake() {
      if (signal.availablePermits() == 0) {
        signal.release();
      }
    }

    private long relayDue() throws InterruptedException {
      try {
        if (lineIsBack) {
          lineIsBack = false;
          lane.retryNow();
        }
        long next = lane.relayDue();
        trouble = "";
        boolean back = lane.answeredAgain();
        if (back) {
          lineIsBack();
        }
        return next;
      } catch (DatabaseException e) {
        if (!trouble.equals(e.getMessage())) {
          trouble = String.valueOf(e.getMessage());
          LOG.error("{}: alerts wait for the database: {}", lane.name(), trouble);
        }
      } catch (RuntimeException e) {
        LOG.error("{}: internal error in the relay", lane.name(), e);
      }
      return clock.millis() + AFTER_TROUBLE_MILLIS;
    }
  }
}
