package io.github.scrappyddns.cluster;

import io.github.scrappyddns.cluster.Fault.Where;
import io.github.scrappyddns.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * What goes wrong: two threads, one for the instances and one for the database, draw from a seed
 * what they break next, mend it, and go on until the time is over and each kind was there once.
 */
final class Faults {
  /** One kind: breaks something, waits, and mends it. */
  private record Kind(String name, Runnable happening) {}

  /** What an instance holds while it stands still belongs to others after so long. */
  private static final int LEASE_SECONDS = 90;

  private final List<Instance> instances;
  private final PatroniPair pair;
  private final Random ofInstances;
  private final Random ofDatabase;
  private final Duration length;
  private final List<Fault> happened = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /**
   * @param length how long faults are drawn
   */
  Faults(List<Instance> instances, PatroniPair pair, long seed, Duration length) {
    this.instances = instances;
    this.pair = pair;
    this.ofInstances = new Random(seed);
    this.ofDatabase = new Random(~seed);
    this.length = length;
  }

  /**
   * Breaks and mends until the time is over; in the end all is whole.
   *
   * @param full whether also that what takes minutes
   * @param places what may break
   */
  void run(boolean full, Set<Where> places) {
    Instant end = Instant.now().plus(length);
    List<Thread> threads = new ArrayList<>();
    if (places.contains(Where.DATABASE)) {
      threads.add(new Thread(() -> draw(ofDatabase, database(full), end), "database faults"));
    }
    if (places.contains(Where.INSTANCE)) {
      threads.add(new Thread(() -> draw(ofInstances, instances(full), end), "instance faults"));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      join(thread);
    }
    failures.forEach(
        failure -> {
          throw new AssertionError("A fault could not be made or mended", failure);
        });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All that happened, in the order of the ends. */
  List<Fault> happened() {
    return List.copyOf(happened);
  }

  private List<Kind> instances(boolean full) {
    List<Kind> kinds =
        new ArrayList<>(
            List.of(
                new Kind("kill an instance", this::kill),
                new Kind("pause an instance", () -> pause(ofInstances.nextInt(5, 15))),
                new Kind("cut an instance off", () -> cutOff(ofInstances.nextInt(5, 20)))));
    if (full) {
      kinds.add(new Kind("stop an instance", this::stop));
      kinds.add(
          new Kind(
              "pause an instance for longer than a lease",
              () -> pause(LEASE_SECONDS + ofInstances.nextInt(5, 20))));
      kinds.add(
          new Kind(
              "cut an instance off for longer than a lease",
              () -> cutOff(LEASE_SECONDS + ofInstances.nextInt(5, 20))));
    }
    return kinds;
  }

  private List<Kind> database(boolean full) {
    List<Kind> kinds =
        new ArrayList<>(
            List.of(
                new Kind("switchover", () -> note(Where.DATABASE, "switchover", pair::switchover)),
                new Kind("crash the primary", this::crashPrimary)));
    if (full) {
      kinds.add(new Kind("freeze the primary", this::freezePrimary));
    }
    return kinds;
  }

  /** Goes through all kinds in an order that is drawn, again and again. */
  private void draw(Random random, List<Kind> kinds, Instant end) {
    try {
      boolean allWere = false;
      while (!allWere || Instant.now().isBefore(end)) {
        List<Kind> round = new ArrayList<>(kinds);
        Collections.shuffle(round, random);
        for (Kind kind : round) {
          if (!allWere || Instant.now().isBefore(end)) {
            rest(random.nextInt(3, 10));
            kind.happening().run();
          }
        }
        allWere = true;
      }
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  private Instance anyone() {
    return instances.get(ofInstances.nextInt(instances.size()));
  }

  private void kill() {
    Instance instance = anyone();
    int seconds = ofInstances.nextInt(1, 8);
    note(
        Where.INSTANCE,
        "instance " + instance.number() + " killed",
        () -> {
          instance.crash();
          rest(seconds);
          instance.comeBack();
        });
  }

  private void stop() {
    Instance instance = anyone();
    note(
        Where.INSTANCE,
        "instance " + instance.number() + " stopped and started",
        instance::restart);
  }

  private void pause(int seconds) {
    Instance instance = anyone();
    note(
        Where.INSTANCE,
        "instance " + instance.number() + " paused",
        () -> {
          instance.pause(true);
          rest(seconds);
          instance.pause(false);
        });
  }

  private void cutOff(int seconds) {
    Instance instance = anyone();
    note(
        Where.INSTANCE,
        "instance " + instance.number() + " cut off",
        () -> {
          instance.cutOff(true);
          rest(seconds);
          instance.cutOff(false);
        });
  }

  /** The dead node comes back when the other one leads. */
  private void crashPrimary() {
    note(
        Where.DATABASE,
        "primary crashed",
        () -> {
          PatroniNode dead = pair.crashLeader();
          awaitLeader();
          pair.restart(dead);
        });
  }

  private void freezePrimary() {
    int seconds = ofDatabase.nextInt(30, 40);
    note(
        Where.DATABASE,
        "primary frozen",
        () -> {
          PatroniNode frozen = pair.freezeLeader();
          rest(seconds);
          frozen.freeze(false);
          awaitLeader();
        });
  }

  private void awaitLeader() {
    Await.until("a node leads", () -> pair.leader().isPresent());
  }

  private void note(Where where, String what, Runnable happening) {
    int touched = where == Where.INSTANCE ? 1 : instances.size();
    Instant from = Instant.now();
    System.out.println(from + " " + what + " …");
    try {
      happening.run();
    } finally {
      Fault fault = new Fault(what, where, touched, from, Instant.now());
      happened.add(fault);
      System.out.println(fault.until() + " mended: " + fault);
    }
    if (where == Where.DATABASE) {
      pair.awaitWhole();
    }
  }

  private static void rest(int seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
  }
}
