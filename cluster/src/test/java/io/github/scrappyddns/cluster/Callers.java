package io.github.scrappyddns.cluster;

import io.github.scrappyddns.cluster.Call.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The routers of many networks, which declare their addresses to all instances: mostly through what
 * stands in front of them, sometimes to one of them. Each network has one call at a time, and
 * repeats an address until it is stored.
 */
final class Callers implements AutoCloseable {
  private static final int THREADS = 16;

  /** Longer than nginx needs for two instances. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final double DIRECT = 0.3;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Front front;
  private final Journal journal;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean settling;
  private volatile boolean closed;

  /**
   * Starts them.
   *
   * @param networks how many
   * @param rest how long a network stays at an address, on average
   */
  Callers(Front front, Journal journal, int networks, Duration rest, long seed) {
    this.front = front;
    this.journal = journal;
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      RandomGenerator random = seeds.split();
      List<Router> routers =
          IntStream.range(0, networks)
              .filter(number -> number % THREADS == thread)
              .mapToObj(number -> new Router(number, random, rest))
              .toList();
      threads.add(new Thread(() -> call(routers, random), "caller " + i));
    }
    threads.forEach(Thread::start);
  }

  private void call(List<Router> routers, RandomGenerator random) {
    while (!settling && !closed) {
      Router router = routers.get(random.nextInt(routers.size()));
      router.moveIfDue();
      call(router, random);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    for (Router router : routers) {
      // Once more even where it is stored: an older call may have been stored behind it.
      do {
        call(router, random);
      } while (!router.isStored() && !closed);
    }
  }

  private void call(Router router, RandomGenerator random) {
    boolean direct = random.nextDouble() < DIRECT;
    int port = direct ? front.direct().get(random.nextInt(front.direct().size())) : front.port();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/%s?ip_address=%s"
                        .formatted(port, router.token(), router.address())))
            .timeout(PATIENCE)
            .build();
    Instant sent = Instant.now();
    Outcome outcome = Outcome.SILENT;
    int tried = direct ? 1 : 2;
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      tried = response.headers().firstValue(Front.TRIED).orElse("").split(",", -1).length;
      outcome = outcome(response);
    } catch (IOException silence) {
      // It may have been stored.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.add(
        new Call(
            router.name(),
            router.address(),
            !router.isStored(),
            sent,
            Instant.now(),
            outcome,
            tried));
    if (outcome == Outcome.STORED) {
      router.confirm();
    }
  }

  private Outcome outcome(HttpResponse<String> response) {
    String body = response.body().strip();
    if (response.statusCode() == 200 && body.equals("OK")) {
      return Outcome.STORED;
    }
    if (response.statusCode() == 503 && body.equals("911")) {
      return Outcome.REFUSED;
    }
    if (response.statusCode() == 502 || response.statusCode() == 504) {
      return Outcome.SILENT;
    }
    journal.surprise("Answered " + response.statusCode() + " " + body);
    return Outcome.SILENT;
  }

  /** Lets every network keep its address, and waits until each of them is stored. */
  void settle(Duration longest) {
    settling = true;
    long deadline = System.nanoTime() + longest.toNanos();
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      if (thread.isAlive()) {
        throw new AssertionError("Some addresses were not stored within " + longest);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
