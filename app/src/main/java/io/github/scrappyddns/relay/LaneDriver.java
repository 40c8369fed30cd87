package io.github.scrappyddns.relay;

import io.github.scrappyddns.database.engine.DatabaseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What drives one lane in threads that it shares with others, one look after the other: when
 * something may be due, when an answer came, and when the lane wanted to look again.
 *
 * <p>What fails costs a look: the next one comes a second later. Safe for use by several threads.
 */
final class LaneDriver {
  private static final Logger LOG = LoggerFactory.getLogger(LaneDriver.class);
  private static final long AFTER_TROUBLE_MILLIS = Duration.ofSeconds(1).toMillis();

  private final Lane lane;
  private final ScheduledExecutorService threads;
  private final InstantSource clock;
  private final Runnable lineIsBack;
  private final Runnable othersOwe;
  private final Runnable isSettled;

  /** How many wishes for a look were not heeded yet; who makes the first one sees to it. */
  private final AtomicInteger wishes = new AtomicInteger();

  private volatile boolean retryNow;
  private volatile boolean tryNow;
  private volatile boolean closed;
  private @Nullable Future<?> alarm;
  private String trouble = "";

  /**
   * A driver that does nothing before the first {@link #wake}.
   *
   * @param lane makes the lane, given what to call when an answer came
   * @param lineIsBack called when the channel has answered after failures
   * @param othersOwe called when other channels may have something to tell of this one
   * @param isSettled called when it was closed and nothing is under way any more
   */
  LaneDriver(
      Function<Runnable, Lane> lane,
      ScheduledExecutorService threads,
      InstantSource clock,
      Runnable lineIsBack,
      Runnable othersOwe,
      Runnable isSettled) {
    this.lane = lane.apply(this::wake);
    this.threads = threads;
    this.clock = clock;
    this.lineIsBack = lineIsBack;
    this.othersOwe = othersOwe;
    this.isSettled = isSettled;
  }

  /** Says that the lane should look. Never blocks. */
  void wake() {
    if (wishes.getAndIncrement() == 0) {
      submit();
    }
  }

  /** Says that another channel has just answered again. */
  void lineIsBack() {
    retryNow = true;
    wake();
  }

  /** Says that the channel may have been mended. */
  void tryNow() {
    tryNow = true;
    wake();
  }

  /** Begins nothing new. */
  void close() {
    closed = true;
    wake();
  }

  /** Hangs up on the attempt under way; only after the threads have ended. */
  void abandon() {
    lane.abandon();
  }

  private void submit() {
    try {
      threads.execute(this::look);
    } catch (RejectedExecutionException e) {
      LOG.trace("{}: too late, it ends", lane.name());
    }
  }

  private void look() {
    int heeded = wishes.get();
    long next = clock.millis() + AFTER_TROUBLE_MILLIS;
    try {
      next = closed ? settle() : relay();
      trouble = "";
    } catch (DatabaseException e) {
      tell("alerts wait for the database: " + e.getMessage(), null);
    } catch (RuntimeException | Error e) {
      // What the machine has run out of may come back; the lane must be there then.
      tell("a defect of the relay: " + e, e);
    } finally {
      lookAgainAt(next);
      if (wishes.addAndGet(-heeded) > 0) {
        submit();
      }
    }
  }

  private long relay() {
    boolean retry = retryNow;
    boolean anew = tryNow;
    retryNow = false;
    tryNow = false;
    try {
      if (anew) {
        lane.tryNow();
      }
      if (retry) {
        lane.retryNow();
      }
    } catch (DatabaseException e) {
      // It is wished for still.
      retryNow |= retry;
      tryNow |= anew;
      throw e;
    }
    long next = lane.relayDue();
    if (lane.answeredAgain()) {
      lineIsBack.run();
    }
    if (lane.owesOthers()) {
      othersOwe.run();
    }
    return next;
  }

  private long settle() {
    if (lane.settled()) {
      isSettled.run();
    }
    return Lane.NEVER;
  }

  private void tell(String what, @Nullable Throwable defect) {
    if (!trouble.equals(what)) {
      trouble = what;
      LOG.error("{}: {}", lane.name(), what, defect);
    }
  }

  private void lookAgainAt(long next) {
    Future<?> before = alarm;
    if (before != null) {
      before.cancel(false);
    }
    alarm = null;
    if (next != Lane.NEVER) {
      try {
        long wait = Math.max(0, next - clock.millis());
        alarm = threads.schedule(this::wake, wait, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.trace("{}: too late, it ends", lane.name());
      }
    }
  }
}
