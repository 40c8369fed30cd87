package io.github.scrappyddns.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What writes the lines of the log, on a thread of its own: whoever logs waits neither for a disk
 * nor for a reader. Lines that there is no room for are counted, and the log says where they are
 * missing and how many.
 */
final class LogWriter {
  private static final int CHUNK = 8 * 1024;
  private static final long LONG_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final long AFTER_TROUBLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LogTarget target;
  private final LogLine layout;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::run, "log");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LogBacklog backlog = new LogBacklog();
  private long taken;
  private long takenAt;
  private long written;
  private boolean anew;
  private boolean closed;
  private String trouble = "";

  /** Of the thread alone: whether the target is to be opened anew. */
  private boolean stale;

  LogWriter(LogTarget target, LogLine layout, InstantSource clock) {
    this.target = target;
    this.layout = layout;
    this.clock = clock;
    thread.setDaemon(true);
  }

  LogWriter start() {
    thread.start();
    return this;
  }

  /**
   * Takes a line, or counts it where there is no room. Never waits.
   *
   * @param urgent whether it may take the room that is kept for warnings and errors
   */
  void offer(String line, boolean urgent) {
    lock.lock();
    try {
      if (!closed && !backlog.add(line, urgent)) {
        backlog.drop();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes lines and waits until they are written.
   *
   * @return whether they are; where not, they may be later
   */
  boolean write(String lines, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      if (closed || !backlog.add(lines, true)) {
        return false;
      }
      changed.signalAll();
      long number = backlog.queued();
      while (written < number && left > 0) {
        left = changed.awaitNanos(left);
      }
      return written >= number;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of the target, which the next line opens anew. */
  void reopen() {
    lock.lock();
    try {
      anew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why lines are not written as they come; empty while they are. */
  Optional<String> trouble() {
    lock.lock();
    try {
      if (!trouble.isEmpty()) {
        return Optional.of("cannot be written: " + trouble);
      }
      boolean slow = taken > written && clock.millis() - takenAt >= LONG_MILLIS;
      long missing = backlog.dropped();
      return slow || missing > 0
          ? Optional.of("nobody takes its lines; %,d are missing so far".formatted(missing))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits and ends; gives up where that takes too long. */
  void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    @Nullable ArrayDeque<String> batch = take();
    while (batch != null) {
      if (stale) {
        target.release();
      }
      write(batch);
      batch = take();
    }
    target.release();
  }

  /** Waits for lines and takes all, so that what is dropped from now on follows behind them. */
  private @Nullable ArrayDeque<String> take() {
    lock.lock();
    try {
      written = taken;
      changed.signalAll();
      while (backlog.isEmpty() && !anew && !closed) {
        changed.awaitUninterruptibly();
      }
      stale = anew;
      anew = false;
      if (closed && backlog.isEmpty()) {
        return null;
      }
      long missing = backlog.dropped();
      ArrayDeque<String> batch = backlog.drain();
      if (missing > 0) {
        batch.add(gap(missing));
      }
      taken = backlog.queued();
      takenAt = clock.millis();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private String gap(long lines) {
    return layout.of(
        clock.instant(),
        Level.WARN,
        "Logs",
        "%,d lines are missing here: they came faster than they could be written".formatted(lines));
  }

  private void write(ArrayDeque<String> batch) {
    StringBuilder chunk = new StringBuilder();
    while (!batch.isEmpty()) {
      chunk.append(batch.remove());
      if (batch.isEmpty() || chunk.length() >= CHUNK) {
        if (!write(UTF_8.encode(chunk.toString()))) {
          return;
        }
        chunk.setLength(0);
      }
    }
  }

  /** False where it is given up, because the end has come. */
  private boolean write(ByteBuffer text) {
    while (text.hasRemaining()) {
      try {
        target.write(text);
        went("");
      } catch (IOException | RuntimeException e) {
        went(WriteFailure.told(e));
        if (!mayTryAgain()) {
          return false;
        }
      }
    }
    return true;
  }

  private void went(String how) {
    lock.lock();
    try {
      trouble = how;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayTryAgain() {
    lock.lock();
    try {
      long left = AFTER_TROUBLE_NANOS;
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
