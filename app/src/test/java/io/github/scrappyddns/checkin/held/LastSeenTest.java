package io.github.scrappyddns.checkin.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.SeededNetworks;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastSeenTest {
  private static final PublicAddress HOME = PublicAddress.parse("203.0.113.7").orElseThrow();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void a_time_that_the_database_refused_is_written_by_the_next_round(TestDatabase kind) {
    AddressTable addresses = new AddressTable();
    Holdings holdings = new Holdings();
    try (Database database = kind.open(directory)) {
      SeededNetworks.store(database, new Network(1, "Home"));
      Held first = new Held(1, HOME, 1_000, 1_000);
      database.write(writing -> addresses.insert(writing, first));
      holdings.put(first);
      LastSeen lastSeen = new LastSeen(database, addresses, new ConfirmedInMemory(holdings));
      holdings.confirm(1, new Sighting(HOME, true), 64, 60_000);
      database.write(writing -> writing.update("ALTER TABLE address RENAME TO away"));
      lastSeen.writeAll();
      database.write(writing -> writing.update("ALTER TABLE away RENAME TO address"));
      lastSeen.writeAll();
      Optional<Held> written = database.read(reading -> addresses.read(reading, 1, Family.IPV4));
      assertThat(written).contains(new Held(1, HOME, 1_000, 60_000));
    }
  }
}
