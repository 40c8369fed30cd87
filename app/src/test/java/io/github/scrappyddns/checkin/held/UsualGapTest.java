package io.github.scrappyddns.checkin.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How far apart calls are, as the table remembers it, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UsualGapTest {
  private static final PublicAddress ADDRESS = PublicAddress.parse("203.0.113.7").orElseThrow();

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final AddressTable table = new AddressTable();
  private Database database;

  @BeforeEach
  void open() {
    database = kind.open(directory);
    SeededNetworks.storeNumbered(database, 1);
    database.write(writing -> table.insert(writing, new Held(1, ADDRESS, 1_000_000, 1_000_000)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long afterCallAt(long time) {
    database.write(
        writing -> {
          table.confirm(writing, List.of(new Held(1, ADDRESS, 1_000_000, time)));
          return null;
        });
    assertThat(database.read(reading -> table.read(reading, 1, Family.IPV4)).orElseThrow())
        .extracting(Held::lastSeen)
        .isEqualTo(Math.max(time, 1_000_000));
    return database.read(
        reading ->
            reading.first("SELECT usual_gap FROM address", row -> row.getLong(1)).orElseThrow());
  }

  @Test
  void the_first_gap_counts_and_each_further_one_moves_the_mean() {
    assertThat(afterCallAt(1_300_000)).isEqualTo(300_000);
    assertThat(afterCallAt(1_600_000)).isEqualTo(300_000);
    assertThat(afterCallAt(2_700_000)).as("one call was missed").isEqualTo(400_000);
    assertThat(afterCallAt(3_000_000)).isEqualTo(387_500);
  }

  @Test
  void a_call_that_is_older_than_the_last_moves_nothing() {
    assertThat(afterCallAt(999_000)).isZero();
  }
}
