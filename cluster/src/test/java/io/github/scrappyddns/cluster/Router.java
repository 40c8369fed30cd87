package io.github.scrappyddns.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A network's router: it has one of five addresses, which are nobody else's, and moves between them
 * from time to time, but never twice from the same one to the same one. Used by one thread.
 */
final class Router {
  /** An alert an hour more, and the service tells calmly: so many changes of a network are fine. */
  static final int MOST_CHANGES = 15;

  private static final int ADDRESSES = 5;

  private final int number;
  private final RandomGenerator random;
  private final Duration rest;
  private final Set<List<Integer>> taken = new HashSet<>();
  private int place;
  private int changes;
  private boolean stored;
  private Instant nextChange;

  /**
   * @param number of the network, from 0 to 511
   * @param rest how long it stays at an address, on average
   */
  Router(int number, RandomGenerator random, Duration rest) {
    this.number = number;
    this.random = random;
    this.rest = rest;
    this.nextChange = Instant.now();
    this.nextChange = drawn();
  }

  static String name(int number) {
    return "net-%03d".formatted(number);
  }

  static String token(int number) {
    return "token-of-net-%03d-abcdefgh".formatted(number);
  }

  String name() {
    return name(number);
  }

  String token() {
    return token(number);
  }

  /** Of a block for measurements (RFC 2544). */
  String address() {
    return "198." + (18 + number / 256) + "." + number % 256 + "." + (place + 1);
  }

  /** Whether an instance has confirmed the address that it has now. */
  boolean isStored() {
    return stored;
  }

  void confirm() {
    stored = true;
  }

  /** Moves on where the time has come, and the address that it has is stored. */
  void moveIfDue() {
    if (!stored || changes == MOST_CHANGES - 1 || Instant.now().isBefore(nextChange)) {
      return;
    }
    Optional<Integer> next = nextPlace();
    next.ifPresent(
        to -> {
          taken.add(List.of(place, to));
          place = to;
          changes++;
          stored = false;
        });
    nextChange = drawn();
  }

  private Optional<Integer> nextPlace() {
    List<Integer> free =
        IntStream.range(0, ADDRESSES)
            .filter(to -> to != place && !taken.contains(List.of(place, to)))
            .boxed()
            .toList();
    return free.isEmpty() ? Optional.empty() : Optional.of(free.get(random.nextInt(free.size())));
  }

  private Instant drawn() {
    return Instant.now().plusMillis((long) (rest.toMillis() * random.nextDouble(0.6, 1.4)));
  }
}
