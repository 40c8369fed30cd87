package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A token list in its file, the networks that it lets in, and the watch on it. */
abstract class WatchedTokenList {
  static final String OLD = "the-first-token-of-all";
  static final String NEW = "another-token-added-later";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  final Networks networks = new Networks();
  Path file;
  Database database;
  Enrollment enrollment;
  TokenListWatch watch;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("token.list");
    Files.writeString(file, OLD + ":Home\n");
    database = TestDatabase.SQLITE.open(directory);
    Timeline timeline = new Timeline();
    Outbox outbox = new Outbox(InForce.of(), Duration.ZERO);
    ChangeDetector detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    enrollment =
        new Enrollment(database, new NetworkTable(clock), networks, timeline, detector, directory);
    enrollment.enroll(TokenList.read(file, Router.RESERVED));
    watch = watch(() -> TokenList.read(file, Router.RESERVED));
  }

  TokenListWatch watch(Supplier<TokenList> reading) {
    TokenList inForce = TokenList.read(file, Router.RESERVED);
    return new TokenListWatch(file, reading, enrollment::enroll, networks, inForce);
  }

  @AfterEach
  void close() {
    database.close();
  }

  void lookOften() {
    for (int i = 0; i < 4; i++) {
      watch.look();
    }
  }

  Optional<String> network(String token) {
    return networks.find(Token.parse(token).orElseThrow()).map(Network::name);
  }

  boolean knows(String token) {
    return networks.find(Token.parse(token).orElseThrow()).isPresent();
  }
}
