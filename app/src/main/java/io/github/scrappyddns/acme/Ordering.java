package io.github.scrappyddns.acme;

import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One order at a time, in a thread of its own that lives as long as the order: first in one way,
 * and where the authority does not find this service so, in the other. Used by one thread, and
 * closed by any.
 */
final class Ordering implements AutoCloseable {
  /**
   * What became of an order.
   *
   * @param pem the key, the certificate and its chain; empty where there are failures
   * @param failures of each way that was tried, in their order
   */
  record Outcome(Optional<String> pem, List<Failure> failures) {}

  private static final Logger LOG = LoggerFactory.getLogger(Ordering.class);
  private static final long PATIENCE_AT_THE_END_MILLIS = Duration.ofSeconds(3).toMillis();

  private final Orders orders;
  private final List<Challenge.Kind> ways;
  private final Answers answers;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Outcome outcome;

  /**
   * @param ways in the order in which they are tried; at least one
   */
  Ordering(Orders orders, List<Challenge.Kind> ways, Answers answers) {
    this.orders = orders;
    this.ways = List.copyOf(ways);
    this.answers = answers;
  }

  boolean isUnderWay() {
    return thread != null;
  }

  /** Begins one, unless it is closed; none may be under way. */
  void begin(List<String> names, KeyPair account) {
    if (closed) {
      return;
    }
    Thread begun = new Thread(() -> order(names, account), "certificate order");
    begun.setDaemon(true);
    thread = begun;
    try {
      begun.start();
    } catch (Throwable e) {
      // This machine gives no more threads: the next try begins anew.
      thread = null;
      throw e;
    }
  }

  private void order(List<String> names, KeyPair account) {
    Optional<Outcome> come = Optional.empty();
    try {
      come = Optional.of(tried(names, account));
    } catch (InterruptedException e) {
      LOG.debug("The service ends: the order is left as it is");
    } catch (RuntimeException | Error e) {
      LOG.error("A defect while a certificate was ordered", e);
      Failure failure = new Failure(Failure.Kind.REFUSED, "see above", Optional.empty());
      come = Optional.of(new Outcome(Optional.empty(), List.of(failure)));
    }
    try {
      answers.close();
    } catch (RuntimeException e) {
      LOG.debug("The last challenge stays open until the next one: {}", e.toString());
    } finally {
      come.ifPresent(what -> outcome = what);
    }
  }

  private Outcome tried(List<String> names, KeyPair account) throws InterruptedException {
    List<Failure> failures = new ArrayList<>();
    for (Challenge.Kind way : ways) {
      try {
        String pem = orders.order(names, account, way, answers);
        return new Outcome(Optional.of(pem), List.of());
      } catch (Failure e) {
        failures.add(e);
        if (e.kind() != Failure.Kind.UNPROVED) {
          break;
        }
      }
    }
    return new Outcome(Optional.empty(), List.copyOf(failures));
  }

  /** What has come of the last one, once; empty while it is under way. */
  Optional<Outcome> outcome() {
    Outcome come = outcome;
    if (come != null) {
      outcome = null;
      thread = null;
    }
    return Optional.ofNullable(come);
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(PATIENCE_AT_THE_END_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
