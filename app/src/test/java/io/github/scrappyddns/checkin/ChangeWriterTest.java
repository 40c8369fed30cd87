package io.github.scrappyddns.checkin;

import static io.github.scrappyddns.checkin.TwoNetworks.HOME;
import static io.github.scrappyddns.checkin.TwoNetworks.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the table and memory do not agree. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChangeWriterTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private TwoNetworks networks;

  @BeforeEach
  void open() {
    networks = new TwoNetworks(kind.open(directory));
  }

  @AfterEach
  void close() {
    networks.close();
  }

  @Test
  void a_commit_whose_answer_was_lost_is_not_forgotten() throws Exception {
    assertThat(seen(HOME, "203.0.113.7")).isEqualTo(CheckInResult.FIRST_SEEN);
    networks.sql("ALTER TABLE event RENAME TO away");
    assertThatThrownBy(() -> seen(HOME, "203.0.113.8")).isInstanceOf(ExecutionException.class);
    networks.sql("ALTER TABLE away RENAME TO event");
    // What a commit leaves whose answer never came.
    networks.sql("UPDATE address SET address = '203.0.113.8' WHERE network_id = 1");
    assertThat(seen(HOME, "203.0.113.7")).isEqualTo(CheckInResult.CHANGED);
    assertThat(networks.detector().held(HOME).join()).hasToString("[203.0.113.7]");
  }

  @Test
  void every_thread_that_a_change_needs_is_there_before_the_first_one() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("change writer", "change answers", "change deadlines");
  }

  @Test
  void a_row_that_cannot_be_replaced_fails_its_caller_and_nobody_later() throws Exception {
    seen(HOME, "203.0.113.7");
    if (kind == TestDatabase.SQLITE) {
      networks.sql("CREATE TRIGGER stuck BEFORE UPDATE ON address BEGIN SELECT RAISE(IGNORE); END");
    } else {
      networks.sql(
          "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
      networks.sql(
          "CREATE TRIGGER stuck BEFORE UPDATE ON address FOR EACH ROW EXECUTE FUNCTION skip()");
    }
    assertThatThrownBy(() -> seen(HOME, "203.0.113.8"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("will not replace an address");
    assertThat(seen(OFFICE, "203.0.113.9")).isEqualTo(CheckInResult.FIRST_SEEN);
  }

  @Test
  void a_stored_prefix_is_one_whatever_its_length() throws Exception {
    networks.sql(
        "INSERT INTO address (network_id, family, address, since, last_seen)"
            + " VALUES (1, 60, '2001:db8::/0', 5, 5)");
    networks.restart();
    assertThat(networks.detector().held(HOME).join()).hasToString("[2001:db8::/0]");
    PublicAddress prefix = PublicAddress.parseWithLength("2001:db9::/56").orElseThrow();
    assertThat(seen(HOME, prefix)).isEqualTo(CheckInResult.CHANGED);
    assertThat(networks.events(HOME))
        .singleElement()
        .satisfies(event -> assertThat(event.previous()).hasToString("2001:db8::/0"));
  }

  private CheckInResult seen(Network network, String address) throws Exception {
    return seen(network, PublicAddress.parse(address).orElseThrow());
  }

  private CheckInResult seen(Network network, PublicAddress address) throws Exception {
    return networks.checkIn(network, new Sighting(address, true)).get(20, TimeUnit.SECONDS);
  }
}
