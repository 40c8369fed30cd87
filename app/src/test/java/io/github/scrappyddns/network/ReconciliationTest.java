package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a token list may be cut off between any two steps of being stored. */
class ReconciliationTest {
  private static final int TOKENS = 7;
  private static final int NAMES = 5;

  private final NetworkTable table = new NetworkTable(new HandClock());
  private final Random random = new Random(12);

  @TempDir Path directory;

  /** Lists that rename, swap, merge, split, drop and take back, at random. */
  @Test
  void what_was_cut_off_between_two_steps_ends_as_if_it_had_not_been() {
    int cut = 0;
    try (Database smooth = TestDatabase.SQLITE.open(directory);
        Database broken = TestDatabase.SQLITE.open(directory)) {
      for (int round = 0; round < 400; round++) {
        TokenList list = anyList();
        Map<String, Network> expected = enforce(smooth, list);
        Reconciliation started = new Reconciliation(broken, table, list, 1);
        for (int steps = random.nextInt(4); steps > 0 && started.hasMore(); steps--) {
          var unused = broken.write(started::storeSome);
          cut += started.hasMore() ? 1 : 0;
        }
        assertThat(enforce(broken, list)).as("round %s: %s", round, expected).isEqualTo(expected);
      }
    }
    assertThat(cut).as("cut off in the middle").isGreaterThan(100);
  }

  private Map<String, Network> enforce(Database database, TokenList list) {
    Reconciliation reconciliation = new Reconciliation(database, table, list, 1);
    while (reconciliation.hasMore()) {
      var unused = database.write(reconciliation::storeSome);
    }
    Networks networks = new Networks();
    networks.replace(reconciliation);
    Map<String, Network> byToken = new TreeMap<>();
    for (TokenList.Entry entry : list.entries()) {
      byToken.put(entry.token().reveal(), networks.find(entry.token()).orElseThrow());
    }
    return byToken;
  }

  private TokenList anyList() {
    List<TokenList.Entry> entries = new ArrayList<>();
    int offset = random.nextInt(TOKENS);
    for (int i = 0; i < TOKENS; i++) {
      if (random.nextInt(3) > 0) {
        String token = "t" + (offset + i) % TOKENS;
        entries.add(
            new TokenList.Entry(Token.parse(token).orElseThrow(), "N" + random.nextInt(NAMES)));
      }
    }
    return new TokenList(entries, List.of(), List.of(), true, FileStamp.of());
  }
}
