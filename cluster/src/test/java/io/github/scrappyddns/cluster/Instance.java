package io.github.scrappyddns.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One of several services, in a room of its own, by a clock of its own, under a supervisor that
 * starts it anew a second after it has ended, as systemd or Kubernetes would. Safe for use by
 * several threads.
 */
final class Instance implements AutoCloseable {
  static final int PORT = 5000;

  private static final Path FAKETIME =
      Path.of("/usr/lib", multiarch(), "faketime", "libfaketimeMT.so.1");

  private final int number;
  private final Ground ground;
  private final Path directory;
  private final Path log;
  private final Map<String, String> environment;
  private final Thread supervisor;
  private @Nullable Child child;
  private boolean down;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param number its room on the ground
   * @param directory with its token list
   * @param clock what its clock is off by, as libfaketime writes it; empty where it goes right
   */
  Instance(
      int number,
      Ground ground,
      Path directory,
      Path log,
      Map<String, String> environment,
      Optional<String> clock) {
    this.number = number;
    this.ground = ground;
    this.directory = directory;
    this.log = log;
    this.environment = new HashMap<>(environment);
    clock.ifPresent(this::shiftClock);
    this.supervisor = new Thread(this::supervise, "supervisor " + number);
    AtTheEnd.note(this, this::close);
    supervisor.start();
  }

  /** Only the clock of the wall: with the other one shifted, Java's waits end too early. */
  private void shiftClock(String shift) {
    if (!Files.exists(FAKETIME)) {
      throw new AssertionError(FAKETIME + " is missing: run script/install-tools cluster");
    }
    environment.put("LD_PRELOAD", FAKETIME.toString());
    environment.put("FAKETIME", shift);
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    environment.put("NO_FAKE_STAT", "1");
  }

  private static String multiarch() {
    return System.getProperty("os.arch").equals("aarch64")
        ? "aarch64-linux-gnu"
        : "x86_64-linux-gnu";
  }

  private List<String> command() {
    List<String> inside = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> inside.add(name + "=" + value));
    inside.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    inside.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-jar"));
    inside.add(System.getProperty("scrappy.jar"));
    inside.addAll(List.of(ground.address(number), String.valueOf(PORT)));
    return ground.inRoom(number, inside);
  }

  private void supervise() {
    while (startIfAllowed()) {
      Child running = current();
      while (running != null && running.isAlive()) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private synchronized boolean startIfAllowed() {
    if (!closed && !down) {
      note("-- started at " + Instant.now());
      child = Child.start(directory, log, Map.of(), command());
    }
    return !closed;
  }

  private synchronized @Nullable Child current() {
    return child;
  }

  /** A line in its log. */
  private void note(String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return number;
  }

  /** {@code kill -9}; it stays down until {@link #comeBack}. */
  synchronized void crash() {
    down = true;
    if (child != null) {
      child.close();
    }
    note("-- killed at " + Instant.now());
  }

  synchronized void comeBack() {
    down = false;
  }

  /** SIGTERM, which the supervisor answers by a new start. */
  synchronized void restart() {
    if (child != null) {
      child.signal("TERM");
    }
  }

  /** SIGSTOP or SIGCONT. */
  synchronized void pause(boolean paused) {
    note("-- " + (paused ? "paused" : "continued") + " at " + Instant.now());
    if (child != null) {
      child.signal(paused ? "STOP" : "CONT");
    }
  }

  void cutOff(boolean off) {
    note("-- " + (off ? "cut off" : "joined again") + " at " + Instant.now());
    if (off) {
      ground.cutOff(number);
    } else {
      ground.join(number);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (child != null) {
        child.close();
      }
    }
    try {
      supervisor.join();
      AtTheEnd.done(this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
