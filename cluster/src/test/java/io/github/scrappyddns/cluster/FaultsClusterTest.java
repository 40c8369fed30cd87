package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.cluster.Fault.Where;
import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on a real pair of databases, while both are killed, paused and cut off. */
class FaultsClusterTest {
  private static final int NETWORKS = 240;
  private static final int LONG_FORM_SECONDS = 300;
  private static final Duration LONGEST_DEBT = Duration.ofMinutes(5);

  private final int seconds = Integer.getInteger("scrappy.cluster.seconds", 120);
  private final int count = Integer.getInteger("scrappy.cluster.instances", 3);
  private final long seed =
      Optional.ofNullable(System.getProperty("scrappy.cluster.seed"))
          .filter(text -> !text.isEmpty())
          .map(Long::valueOf)
          .orElseGet(() -> (long) new Random().nextInt(1_000_000));
  private final Path logs = Path.of(System.getProperty("scrappy.logs"));
  private final Journal journal = new Journal();

  @Test
  void what_was_answered_ok_is_stored_once_and_told_to_all_whatever_dies(@TempDir Path homes)
      throws Exception {
    say("seed " + seed + ", " + count + " instances, faults for " + seconds + " s");
    Files.createDirectories(logs);
    Instant start = Instant.now();
    try (Ground ground = Ground.of(count);
        PatroniPair pair = new PatroniPair(logs, ground.host());
        Receiver mum = new Receiver("mum", ground.host(), new Random(seed + 1));
        Receiver dad = new Receiver("dad", ground.host(), new Random(seed + 2))) {
      say("the pair was in step after " + since(start));
      List<Instance> instances = new ArrayList<>();
      try (Front front = new Front(addresses(ground), logs.resolve("nginx.log"))) {
        start(instances, ground, homes, settings(pair, mum, dad));
        try (Callers callers = new Callers(front, journal, NETWORKS, rest(), seed)) {
          awaitFirst();
          Faults faults = new Faults(instances, pair, seed, Duration.ofSeconds(seconds));
          faults.run(seconds >= LONG_FORM_SECONDS, places());
          callers.settle(Duration.ofMinutes(2));
          say("all addresses are stored: " + journal.summary());
          awaitDebts(pair);
          tellSilences(faults);
          check(pair, faults, List.of(mum, dad));
        }
      } finally {
        instances.forEach(Instance::close);
      }
    }
  }

  private List<String> addresses(Ground ground) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> ground.address(number) + ":" + Instance.PORT)
        .toList();
  }

  /** Of one kind alone where somebody looks for the cause of a failure, or for what it costs. */
  private static Set<Where> places() {
    String only = System.getProperty("scrappy.cluster.faults", "");
    return only.isEmpty() ? EnumSet.allOf(Where.class) : EnumSet.of(Where.valueOf(only));
  }

  private Duration rest() {
    return Duration.ofSeconds(Math.max(20, seconds / 12));
  }

  private static Map<String, String> settings(PatroniPair pair, Receiver... phones) {
    return Map.of(
        "SCRAPPY_DATABASE_URL",
        pair.urlForInstances(),
        "SCRAPPY_NOTIFY_URLS",
        List.of(phones).stream().map(Receiver::url).collect(Collectors.joining(" ")),
        "SCRAPPY_ALERT_INTERVAL",
        "0s",
        "SCRAPPY_PROXY_COUNT",
        "1");
  }

  /** One clock goes right, the others far from it, in an order that is drawn. */
  private void start(
      List<Instance> instances, Ground ground, Path homes, Map<String, String> settings)
      throws IOException {
    List<Optional<String>> clocks =
        new ArrayList<>(List.of(Optional.empty(), Optional.of("+3h"), Optional.of("-2d")));
    Collections.shuffle(clocks, new Random(seed));
    for (int number = 1; number <= count; number++) {
      Optional<String> clock = clocks.get(number % clocks.size());
      say("instance " + number + ", clock " + clock.orElse("right"));
      Path home = Files.createDirectory(homes.resolve("instance-" + number));
      Files.writeString(home.resolve("token.list"), tokenList());
      Path log = logs.resolve("instance-" + number + ".log");
      Files.deleteIfExists(log);
      instances.add(new Instance(number, ground, home, log, settings, clock));
    }
  }

  private static String tokenList() {
    return IntStream.range(0, NETWORKS)
        .mapToObj(number -> Router.token(number) + ":" + Router.name(number) + "\n")
        .collect(Collectors.joining());
  }

  private void awaitFirst() {
    Instant start = Instant.now();
    Await.until(
        "half of the networks are known",
        () -> journal.all().stream().filter(Call::stored).count() > NETWORKS / 2);
    say("the first calls were stored after " + since(start));
  }

  private void awaitDebts(PatroniPair pair) {
    Instant start = Instant.now();
    while (debts(pair) > 0) {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      assertThat(Duration.between(start, Instant.now()))
          .as("%d debts are left", debts(pair))
          .isLessThan(LONGEST_DEBT);
    }
    say("all debts were paid after " + since(start));
  }

  private static int debts(PatroniPair pair) {
    try (Connection connection = pair.connect()) {
      return Row.debts(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tellSilences(Faults faults) {
    for (Fault fault : faults.happened()) {
      Duration silence =
          journal.longestSilence(fault.from().minusSeconds(1), fault.until().plusSeconds(20));
      say("%s: no change was stored for %.1f s".formatted(fault, silence.toMillis() / 1000.0));
    }
  }

  private void check(PatroniPair pair, Faults faults, List<Receiver> phones) throws SQLException {
    List<Row> timeline;
    try (Connection connection = pair.connect()) {
      timeline = Row.timeline(connection);
    }
    Checker checker = new Checker(journal, timeline, faults.happened());
    checker.timelines();
    checker.patience();
    phones.forEach(checker::phone);
    say(checker.summary());
    assertThat(checker.broken()).as("broken promises, seed " + seed).isEmpty();
    assertThat(journal.surprises()).isEmpty();
  }

  private static String since(Instant start) {
    return "%.1f s".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }

  private static void say(String line) {
    System.out.println(Instant.now() + " " + line);
  }
}
