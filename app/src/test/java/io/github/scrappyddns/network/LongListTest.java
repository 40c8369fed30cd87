package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a token list of many lines costs, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LongListTest {
  private final TestDatabase kind;

  @TempDir Path directory;
  private Database database;
  private EnforcedLists lists;

  LongListTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(directory);
    lists = new EnforcedLists(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Transactions that only read are the pages; their number does not depend on what changed. */
  @Test
  void what_is_as_the_tables_have_it_costs_no_write() {
    String[] lines = new String[9_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "token-number-" + i + ":Network " + i;
    }
    lists.enforce(lines);
    long unchanged = transactions(lines);
    assertThat(unchanged)
        .as("three pages of two tables, the greatest id, the revision, and whom pages keep")
        .isEqualTo(9);
    lines[4_321] = "token-number-4321:Cottage";
    assertThat(transactions(lines)).isEqualTo(unchanged + 1);
    lines[1] = "token-number-1:Cottage";
    lines[8_999] = "token-of-somebody-new:Somebody new";
    assertThat(transactions(lines)).isEqualTo(unchanged + 1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "token-number-" + i + ":Renamed " + i;
    }
    assertThat(transactions(lines))
        .as("in steps")
        .isEqualTo(unchanged + (database.isShared() ? 46 : 3));
  }

  private long transactions(String... lines) {
    long before = database.transactions();
    lists.enforce(lines);
    return database.transactions() - before;
  }

  /** The bound is generous: it stands for "not a scan of the table for each token". */
  @Test
  @Timeout(60)
  void ten_thousand_tokens_are_put_into_force_in_reasonable_time() {
    String[] lines = new String[10_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "token-number-" + i + ":Network " + i;
    }
    Map<String, Network> first = lists.enforce(lines);
    assertThat(first.values().stream().map(Network::id).distinct()).hasSize(10_000);
    assertThat(lists.enforce(lines)).isEqualTo(first);
  }
}
