package io.github.scrappyddns.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.OwnConnection;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An outage that left very much owed: what one alert costs the database is counted. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ManyDebtsTest {
  private static final String PHONE = "phone";
  private static final long NOW = 1_800_000_000_000L;
  private static final int FEW = 10;
  private static final int MANY = 20_000;

  /** More than the rows that a look needs, and the steps for them, in either database. */
  private static final long SLACK = 60;

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private Database database;
  private OwnConnection own;
  private final Outbox outbox =
      new Outbox(InForce.of(new ScriptedChannel(PHONE)), Duration.ofSeconds(10));

  @BeforeEach
  void open() throws SQLException {
    String url = kind.freshUrl(directory);
    database = Database.open(url);
    own = new OwnConnection(url);
  }

  @AfterEach
  void close() throws SQLException {
    own.close();
    database.close();
  }

  @Test
  void one_alert_costs_the_same_however_much_was_made_due_in_one_moment() throws SQLException {
    Consumer<Transaction> alert = this::payOne;
    owe(FEW, "" + NOW);
    long little = own.effort(alert);
    owe(MANY, "" + NOW);
    assertThat(own.effort(alert)).as("beside %s", little).isLessThan(little + SLACK);
  }

  @Test
  void one_alert_costs_the_same_however_many_are_due_since_different_times() throws SQLException {
    Consumer<Transaction> alert = this::payOne;
    owe(FEW, NOW + " - i");
    long little = own.effort(alert);
    owe(MANY, NOW + " - i");
    assertThat(own.effort(alert)).as("beside %s", little).isLessThan(little + SLACK);
  }

  @Test
  void a_look_costs_the_same_however_many_wait_for_their_interval() throws SQLException {
    Consumer<Transaction> look = reading -> outbox.nextDue(reading, PHONE, NOW);
    Consumer<Transaction> claim = writing -> outbox.claim(writing, PHONE, NOW);
    owe(FEW, NOW + " + i");
    long littleLook = own.effort(look);
    long littleClaim = own.effort(claim);
    owe(MANY, NOW + " + i");
    assertThat(own.effort(look)).isLessThan(littleLook + SLACK);
    assertThat(own.effort(claim)).isLessThan(littleClaim + SLACK);
  }

  @Test
  void a_look_costs_the_same_however_many_others_are_owed() throws SQLException {
    Consumer<Transaction> look = reading -> outbox.nextDue(reading, "mail", NOW);
    owe(FEW, "" + NOW);
    long little = own.effort(look);
    owe(MANY, "" + NOW);
    assertThat(own.effort(look)).isLessThan(little + SLACK);
  }

  /** What a channel that answers again makes due is what was tried, not what is owed. */
  @Test
  void a_channel_that_answers_again_costs_the_same_however_much_is_owed() throws SQLException {
    Consumer<Transaction> hasten = writing -> outbox.hasten(writing, PHONE, NOW);
    owe(FEW, "" + NOW);
    long little = own.effort(hasten);
    owe(MANY, "" + NOW);
    assertThat(own.effort(hasten)).isLessThan(little + SLACK);
  }

  @Test
  void the_index_of_what_is_owed_is_what_finds_it() throws SQLException {
    owe(MANY, "" + NOW);
    for (String how : new String[] {"as it is", "known to the planner"}) {
      assertThat(own.plan(DueDebts.NEXT_FREE, PHONE, NOW))
          .as(how)
          .contains("delivery_due")
          .doesNotContainIgnoringCase("sort", "b-tree", "seq scan");
      assertThat(own.plan(DueDebts.LEASED_BEFORE, PHONE, NOW)).as(how).contains("delivery_due");
      assertThat(own.plan(DueDebts.BEYOND, PHONE, NOW, NOW, NOW))
          .as(how)
          .contains("delivery_due")
          .doesNotContainIgnoringCase("sort", "b-tree", "seq scan");
      Object[] claim = {
        0L, NOW, PHONE, NOW, NOW, NOW, NOW, PHONE, NOW, NOW, NOW, PHONE, NOW, NOW, NOW
      };
      assertThat(own.plan(DueDebts.CLAIM, claim))
          .as(how)
          .contains("delivery_due")
          .containsAnyOf("network_id=?", "delivery_pkey", "delivery_of_network")
          .doesNotContainIgnoringCase("sort", "b-tree", "seq scan");
      own.write(writing -> writing.update("ANALYZE"));
    }
  }

  private void payOne(Transaction transaction) {
    assertThat(outbox.nextDue(transaction, PHONE, NOW).orElseThrow()).isLessThanOrEqualTo(NOW);
    Delivery delivery = outbox.claim(transaction, PHONE, NOW).orElseThrow();
    outbox.paid(transaction, delivery, NOW);
  }

  /** Owes the phone this many in all, each due at what the expression over its number i says. */
  private void owe(int count, String due) throws SQLException {
    String numbers =
        "WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < ?) ";
    own.write(
        writing -> {
          writing.update("DELETE FROM delivery");
          writing.update("DELETE FROM network");
          writing.update(
              numbers + "INSERT INTO network (id, name, created_at) SELECT i, 'N', 0 FROM number",
              count);
          return writing.update(
              numbers
                  + "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
                  + " next_attempt_at, lease_until, attempts, unsure, simplified)"
                  + (" SELECT 'phone', i, 0, 1, 0, " + due + ", 0, 0, 0, 0 FROM number"),
              count);
        });
  }
}
