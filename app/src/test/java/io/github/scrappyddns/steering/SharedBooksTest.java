package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL, each with its book. */
class SharedBooksTest {
  private static final Network HOME = new Network(1, "Home");

  @TempDir Path directory;

  private SteeredChannels here;
  private SteeredChannels there;

  @BeforeEach
  void open() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    Path key = directory.resolve("secret.key");
    here = new SteeredChannels(url, key).withNetworks(HOME);
    there = new SteeredChannels(url, key);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void what_is_ordered_on_one_is_in_force_on_the_other_when_that_looks() {
    here.book.add("ntfys://ntfy.sh/topic", "Phone", "");
    assertThat(there.names()).isEmpty();
    there.book.look();
    assertThat(there.telling()).containsExactly("Phone");
    assertThat(there.changes).isEqualTo(1);
    there.book.look();
    assertThat(there.changes).as("nothing has changed since").isEqualTo(1);
    there.book.pause(there.number("Phone"), true);
    here.book.look();
    assertThat(here.telling()).isEmpty();
    here.book.remove(here.number("Phone"));
    there.book.look();
    assertThat(there.names()).isEmpty();
  }

  @Test
  void what_the_other_has_owed_before_it_knew_is_forgotten_when_it_knows() {
    here.book.add("ntfys://ntfy.sh/topic", "Phone", "");
    there.book.look();
    here.book.remove(here.number("Phone"));
    there.owe(new OwedEvent(HOME, 5));
    assertThat(here.debts("Phone")).isEqualTo(1);
    there.book.look();
    assertThat(here.debts("Phone")).isZero();
  }

  @Test
  void an_order_that_the_server_ended_for_a_deadlock_is_given_again() {
    sql("CREATE SEQUENCE orders");
    sql(
        "CREATE FUNCTION cross_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " IF nextval('orders') = 1 THEN RAISE EXCEPTION 'deadlock detected' USING"
            + " ERRCODE = '40P01'; END IF; RETURN NEW; END $$");
    sql(
        "CREATE TRIGGER crossed BEFORE INSERT ON channel FOR EACH ROW"
            + " EXECUTE FUNCTION cross_once()");
    assertThat(here.book.add("ntfys://ntfy.sh/topic", "Phone", "").isDone()).isTrue();
    assertThat(here.telling()).containsExactly("Phone");
  }

  private void sql(String statement) {
    here.database.write(writing -> writing.update(statement));
  }

  @Test
  void both_do_not_give_one_name_twice() {
    here.book.add("ntfys://ntfy.sh/topic", "Phone", "");
    assertThat(there.book.add("ntfys://ntfy.sh/other", "Phone", "").refusal())
        .contains(Refusal.NAME_TAKEN);
  }
}
