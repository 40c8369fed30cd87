package io.github.scrappyddns.transfer;

import com.google.common.base.Suppliers;
import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.assembly.silence.HearingOfCheckIns;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.Channels;
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
import io.github.scrappyddns.silence.Books;
import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.silence.SilentAfter;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelMaker;
import io.github.scrappyddns.steering.channel.ChannelTable;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopies;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One instance that is exported from and imported into. */
final class TransferInstance implements AutoCloseable {
  static final Visitor OWNER = new Visitor("owner", "203.0.113.250", OptionalLong.of(1), "mark");

  final Database database;
  final Networks networks = new Networks();
  final Steering steering;
  final ChannelBook book;
  final Export export;
  final Import taking;
  final Audit audit;
  private final Outbox outbox;
  private final ChangeDetector detector;
  private final NetworkTable table;
  private final Timeline timeline = new Timeline();
  private final Enrollment enrollment;
  private final RegistryWatch watch;
  private List<String> list = List.of();

  TransferInstance(Database database, HandClock clock, Path directory) {
    this.database = database;
    List<ObservedChannel> ofSettings = List.of(InForce.observed(new ScriptedChannel("phone")));
    ChannelsInForce inForce = new ChannelsInForce(ofSettings);
    outbox = new Outbox(inForce, Duration.ZERO, database.instance());
    table = new NetworkTable(clock);
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    enrollment = new Enrollment(database, table, networks, timeline, detector, directory);
    watch = new RegistryWatch(database, table, networks, clock, this::listAnew);
    audit = new Audit(database, clock);
    steering =
        Steering.of(database, networks, watch, audit, clock, new SecureRandom(), detector::hold);
    book =
        new ChannelBook(
            database,
            new ChannelMaker(
                directory.resolve("secret.key"),
                Suppliers.memoize(() -> new Channels(clock, ZoneOffset.UTC, "test", Map.of())),
                clock),
            ofSettings,
            false,
            new ChannelBook.Surroundings(
                outbox,
                inForce,
                writing -> new HashSet<>(new ChannelTable().names(writing)),
                () -> {}),
            clock);
    export =
        new Export(new NetworkCopies(database, networks, clock), book, audit, clock, "1.0.0-test");
    taking = new Import(steering, book, audit, clock);
    listAnew();
    watch.takeOver();
    book.open();
    detector.start();
  }

  /** Puts a token list into force: {@code <token>:<name>} a line. */
  TransferInstance list(String... lines) {
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

  NewToken add(String name) {
    return steering.networks().add(OWNER, name).made().orElseThrow();
  }

  CheckInResult call(Token token, String address) {
    Sighting sighting = new Sighting(PublicAddress.parseWithLength(address).orElseThrow(), true);
    Network network = networks.find(token).orElseThrow();
    return detector.checkIn(new CheckIn(network, List.of(sighting))).join();
  }

  /** One that watches over silence by the clock of the test alone. */
  SilenceWatch silenceWatch(Duration silentAfter, HandClock clock) {
    return new SilenceWatch(
        new Books(database, table, timeline, outbox),
        networks,
        new SilentAfter(Optional.of(silentAfter), Map.of()),
        new HearingOfCheckIns(detector),
        () -> true,
        clock,
        () -> clock.millis() * 1_000_000,
        () -> {},
        Words.ofAlerts(Language.ENGLISH),
        ZoneOffset.UTC);
  }

  /** What is known to have happened to a network, the oldest first. */
  List<Event.Kind> history(long networkId) {
    return database.read(reading -> timeline.of(reading, networkId)).stream()
        .map(Event::kind)
        .toList();
  }

  /** Looks at what others did, as once a second. */
  void look() {
    watch.look();
    book.look();
  }

  /** How many networks a channel is owed news of. */
  int debts(String channel) {
    return database.read(reading -> outbox.debts(reading, channel));
  }

  /** The names of the channels in force. */
  List<String> channels() {
    return book.copies().keySet().stream().map(copy -> copy.name()).toList();
  }

  /** Everything, as a file. */
  String exported(boolean secrets) {
    return exported(new Export.Extent(secrets, true));
  }

  String exported(Export.Extent extent) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      export.write(OWNER, extent, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  Plan planned(String file, Manner manner) throws IOException, DocumentException {
    return taking.plan(source(file), manner);
  }

  Plan imported(String file, Manner manner) throws IOException, DocumentException {
    return taking.run(OWNER, source(file), manner);
  }

  private static Import.Source source(String file) {
    return () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }

  /** What people did, the newest first. */
  List<String> deeds() {
    return audit.page(Long.MAX_VALUE, 50).stream()
        .map(entry -> entry.deed() + " " + entry.about())
        .toList();
  }

  /** All rows of all tables that an import writes. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of(
            "network",
            "token",
            "steered_network",
            "made_token",
            "removed_network",
            "address",
            "event",
            "delivery",
            "channel",
            "audit",
            "read_mark",
            "silence",
            "shared_number")) {
      database.read(
          reading -> {
            reading.forEach(
                "SELECT * FROM " + table + " ORDER BY 1, 2",
                row -> {
                  StringBuilder text = new StringBuilder(table);
                  for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(' ').append(row.getString(i));
                  }
                  rows.add(text.toString());
                });
            return null;
          });
    }
    return rows;
  }

  @Override
  public void close() {
    detector.close();
    database.close();
  }
}
