package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One instance that lets networks in, stores their changes, and heeds orders. */
final class SteeredInstance implements AutoCloseable {
  static final Visitor OWNER = new Visitor("owner", "203.0.113.250", OptionalLong.of(1), "mark");

  private final HandClock clock;
  private final Database database;
  private final Networks networks = new Networks();
  private final Timeline timeline = new Timeline();
  private final Outbox outbox =
      new Outbox(
          InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail")), Duration.ZERO);
  private final ChangeDetector detector;
  private final Enrollment enrollment;
  private final RegistryWatch watch;
  private final Audit audit;
  private final Steering steering;
  private List<String> list = List.of();

  SteeredInstance(Database database, HandClock clock, Path directory) {
    this.database = database;
    this.clock = clock;
    NetworkTable table = new NetworkTable(clock);
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    enrollment = new Enrollment(database, table, networks, timeline, detector, directory);
    watch = new RegistryWatch(database, table, networks, clock, this::listAnew);
    audit = new Audit(database, clock);
    steering =
        Steering.of(database, networks, watch, audit, clock, new SecureRandom(), detector::hold);
    listAnew();
    watch.takeOver();
    detector.start();
  }

  /** Puts a token list into force: {@code <token>:<name>} a line. */
  SteeredInstance list(String... lines) {
    list = List.of(lines);
    listAnew();
    return this;
  }

  private void listAnew() {
    List<TokenList.Entry> entries = new ArrayList<>();
    for (String line : list) {
      String[] parts = line.split(":", 2);
      entries.add(new TokenList.Entry(token(parts[0]), parts[1]));
    }
    enrollment.enroll(new TokenList(entries, List.of(), List.of(), true, FileStamp.of()));
  }

  static Token token(String text) {
    return Token.parse(text).orElseThrow();
  }

  NetworkOrders orders() {
    return steering.networks();
  }

  NetworkSettingsOrders settings() {
    return steering.settings();
  }

  TokenOrders tokens() {
    return steering.tokens();
  }

  Networks networks() {
    return networks;
  }

  Database database() {
    return database;
  }

  /** Adds a network, which nothing speaks against. */
  NewToken add(String name) {
    return steering.networks().add(OWNER, name).made().orElseThrow();
  }

  /** Looks at what others did, as once a second. */
  void look() {
    watch.look();
  }

  /** The name of the network that a token opens. */
  Optional<String> opens(Token token) {
    return networks.find(token).map(Network::name);
  }

  Optional<String> opens(String token) {
    return opens(token(token));
  }

  long id(String token) {
    return networks.find(token(token)).orElseThrow().id();
  }

  CheckInResult call(Token token, String address) {
    return call(networks.find(token).orElseThrow(), address);
  }

  CheckInResult call(Network network, String address) {
    Sighting sighting = new Sighting(PublicAddress.parse(address).orElseThrow(), true);
    return detector.checkIn(new CheckIn(network, List.of(sighting))).join();
  }

  /** Where a network was, oldest first. */
  List<String> story(long id) {
    return database.read(
        reading ->
            timeline.of(reading, id).stream().map(event -> event.current().toString()).toList());
  }

  List<String> neverCalled() {
    return enrollment.neverCalled();
  }

  /** How many networks a channel is owed news of. */
  int debts(String channel) {
    return database.read(reading -> outbox.debts(reading, channel));
  }

  /** The addresses that a channel is now told of, and takes. */
  List<String> told(String channel) {
    List<String> told = new ArrayList<>();
    long now = clock.millis();
    while (database.<Boolean>write(
        writing ->
            outbox
                .claim(writing, channel, now)
                .map(
                    delivery -> {
                      timeline
                          .story(
                              writing,
                              delivery.networkId(),
                              delivery.paidEvent(),
                              delivery.owedEvent())
                          .spans()
                          .forEach(span -> told.add(span.count() + " " + span.last().current()));
                      return outbox.paid(writing, delivery, now);
                    })
                .orElse(false))) {
      clock.advance(Duration.ofMillis(1));
    }
    return told;
  }

  /** What people did, the newest first. */
  List<String> deeds() {
    return audit.page(Long.MAX_VALUE, 50).stream()
        .map(entry -> entry.deed() + " " + entry.about())
        .toList();
  }

  List<AuditEntry> entries() {
    return audit.page(Long.MAX_VALUE, 50);
  }

  @Override
  public void close() {
    detector.close();
    database.close();
  }
}
