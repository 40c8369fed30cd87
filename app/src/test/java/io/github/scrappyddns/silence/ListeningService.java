package io.github.scrappyddns.silence;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.assembly.silence.HearingOfCheckIns;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Notices;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Networks that call, and the watch that listens: over a real database, by a clock of the test. */
final class ListeningService implements AutoCloseable {
  static final Duration LOOK = Duration.ofSeconds(1);

  /** More than these call before the service listens. */
  private static final int MANY = 1_000;

  /** The one that nobody sets. */
  private final HandClock steady = new HandClock();

  final HandClock clock;
  final ScriptedChannel phone = new ScriptedChannel("phone");
  final Database database;
  private final NetworkTable table;
  private final Networks networks = new Networks();
  private final Timeline timeline = new Timeline();
  private final Outbox outbox;
  private final Enrollment enrollment;
  private final ChangeDetector detector;
  private Rules rules;
  private SilenceWatch watch;
  boolean onDuty = true;

  /** Networks of which somebody has ordered that they are not judged now. */
  final Set<String> paused = new HashSet<>();

  int failedLooks;

  /**
   * Starts.
   *
   * @param names of the networks, each of which calls once
   */
  ListeningService(Path directory, String url, Rules rules, String... names) throws IOException {
    this(directory, url, new HandClock(), rules, names);
  }

  ListeningService(Path directory, String url, HandClock clock, Rules rules, String... names)
      throws IOException {
    this.clock = clock;
    this.rules = rules;
    database = Database.open(url);
    table = new NetworkTable(clock);
    outbox = new Outbox(InForce.of(phone), Duration.ZERO, database.instance());
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    enrollment = new Enrollment(database, table, networks, timeline, detector, directory);
    list(directory, names);
    if (names.length > MANY) {
      callAtOnce();
    }
    detector.start();
    watch = watch();
  }

  private void callAtOnce() {
    database.write(
        writing ->
            writing.update(
                "INSERT INTO address (network_id, family, address, since, last_seen)"
                    + " SELECT id, 4, '203.0.113.7', ?, ? FROM network",
                clock.millis(),
                clock.millis()));
  }

  private void list(Path directory, String... names) throws IOException {
    Path file = directory.resolve("token.list");
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(token(name)).append(':').append(name).append('\n');
    }
    Files.writeString(file, lines);
    enrollment.enroll(TokenList.read(file, Set.of()));
  }

  private static String token(String name) {
    return "the-token-of-" + name.replace(' ', '-');
  }

  /** As many names. */
  static String[] names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "Net " + i).toArray(String[]::new);
  }

  private SilenceWatch watch() {
    return new SilenceWatch(
        new Books(database, table, timeline, outbox),
        networks,
        ordered(rules),
        new HearingOfCheckIns(detector),
        () -> onDuty,
        clock,
        () -> steady.millis() * 1_000_000,
        () -> {},
        Words.ofAlerts(Language.ENGLISH),
        ZoneOffset.UTC);
  }

  private Rules ordered(Rules settings) {
    return new Rules() {
      @Override
      public long silentAfter(Network network) {
        return paused.contains(network.name()) ? 0 : settings.silentAfter(network);
      }

      @Override
      public boolean judges(long networkId) {
        return paused.stream().noneMatch(name -> network(name).id() == networkId);
      }

      @Override
      public boolean watchNobody() {
        return settings.watchNobody();
      }

      @Override
      public long version() {
        return paused.size();
      }
    };
  }

  /** A process that has just started, which knows what the tables say. */
  void restart() {
    watch = watch();
    watch.look();
  }

  void rules(Rules other) {
    rules = other;
    restart();
  }

  Network network(String name) {
    return networks.find(Token.parse(token(name)).orElseThrow()).orElseThrow();
  }

  /** Calls from where it always does; where several share the database, another one wrote it. */
  void call(String... names) {
    for (String name : names) {
      long id = network(name).id();
      callFrom(name, "203.0.113." + id % 250);
      if (database.isShared()) {
        database.write(
            writing ->
                writing.update(
                    "UPDATE address SET last_seen = ? WHERE network_id = ?", clock.millis(), id));
      }
    }
  }

  void callFrom(String name, String address) {
    detector
        .checkIn(
            new CheckIn(
                network(name),
                List.of(new Sighting(PublicAddress.parse(address).orElseThrow(), true))))
        .join();
  }

  /** Time goes by, second by second, and the watch looks each second. */
  void listen(Duration time) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(LOOK)) {
      pass(LOOK);
      if (clock.instant().getEpochSecond() % 5 == 0) {
        database.probe();
      }
      lookAsAChore();
    }
  }

  /** Whatever becomes of one look, there is a next one. */
  private void lookAsAChore() {
    try {
      watch.look();
    } catch (DatabaseException e) {
      failedLooks++;
    }
  }

  /** The same while networks call once a minute. */
  void listen(Duration time, String... calling) {
    for (long seconds = 0; seconds < time.toSeconds(); seconds++) {
      if (seconds % 60 == 0) {
        call(calling);
      }
      listen(LOOK);
    }
  }

  /** Time goes by, and nobody looks: the process stands still. */
  void pass(Duration time) {
    clock.advance(time);
    steady.advance(time);
  }

  /** Somebody sets the clock. */
  void setClock(Duration by) {
    clock.advance(by);
  }

  void look() {
    watch.look();
  }

  /** What the timeline says of silences, the oldest first: {@code Home SILENT}. */
  List<String> told() {
    return database.read(
        reading ->
            reading.list(
                "SELECT n.name, e.kind FROM event e JOIN network n ON n.id = e.network_id"
                    + " WHERE e.kind IN ('SILENT', 'BACK') ORDER BY e.id",
                row -> row.getString(1) + " " + row.getString(2)));
  }

  List<Event> events(String name) {
    return database.read(reading -> timeline.of(reading, network(name).id()));
  }

  /** Of so many networks the phone is to be told. */
  int debts() {
    return database.read(reading -> outbox.debts(reading, "phone"));
  }

  /** Forgets what is owed, as if it had been told. */
  void tellAll() {
    database.write(writing -> writing.update("UPDATE delivery SET paid_event = owed_event"));
  }

  List<String> notices() {
    return database.read(
        reading ->
            outbox.notices().of(reading, "phone").stream().map(Notices.Notice::text).toList());
  }

  @Override
  public void close() {
    detector.close();
    database.close();
  }
}
