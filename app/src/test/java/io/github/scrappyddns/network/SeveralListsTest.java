package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token lists of two instances that share a database. */
class SeveralListsTest {
  private static final NetworkTable TABLE = new NetworkTable(new HandClock());

  @TempDir Path directory;

  private Database here;
  private Database there;

  @BeforeEach
  void open() {
    String url = TestDatabase.POSTGRESQL.freshUrl(directory);
    here = Database.open(url);
    there = Database.open(url);
  }

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  @Test
  void a_network_that_two_lists_name_is_one_and_each_lets_in_its_own_tokens() {
    Networks mine = new EnforcedLists(here).networks(EnforcedLists.list("a:Home", "b:Cabin"));
    Networks theirs = new EnforcedLists(there).networks(EnforcedLists.list("c:Home", "b:Cabin"));
    assertThat(id(mine, "a")).isEqualTo(id(theirs, "c"));
    assertThat(id(mine, "b")).isEqualTo(id(theirs, "b"));
    assertThat(mine.find(token("c"))).isEmpty();
    assertThat(theirs.find(token("a"))).isEmpty();
  }

  @Test
  void who_is_overtaken_reads_the_tables_anew_instead_of_storing_a_network_twice() {
    TokenList list = EnforcedLists.list("a:Home");
    Reconciliation slow = new Reconciliation(here, TABLE, list);
    new EnforcedLists(there).networks(list);
    assertThatThrownBy(() -> here.write(slow::storeSome)).isInstanceOf(OvertakenException.class);
    assertThat(new Reconciliation(here, TABLE, list).hasMore()).isFalse();
    assertThat(here.read(TABLE::greatestId)).isEqualTo(1);
  }

  @Test
  void a_name_that_another_instance_gives_is_in_force_after_a_look() {
    Networks mine = new EnforcedLists(here).networks(EnforcedLists.list("a:Home", "b:Cabin"));
    RegistryWatch watch = new RegistryWatch(here, TABLE, mine, new HandClock(), () -> {});
    Network held = mine.find(token("a")).orElseThrow();
    new EnforcedLists(there)
        .networks(EnforcedLists.list("a:House", "b:Cabin", "c:Not in the other list"));
    assertThat(held.name()).isEqualTo("Home");
    watch.look();
    assertThat(held.name()).isEqualTo("House");
    assertThat(mine.find(token("a")).orElseThrow().name()).isEqualTo("House");
    assertThat(mine.find(token("b")).orElseThrow().name()).isEqualTo("Cabin");
    new EnforcedLists(there).networks(EnforcedLists.list("a:Home", "b:Cabin"));
    watch.look();
    assertThat(held.name()).isEqualTo("Home");
  }

  @Test
  void a_look_where_nothing_was_given_a_name_costs_one_query() {
    Networks mine = new EnforcedLists(here).networks(EnforcedLists.list("a:Home"));
    RegistryWatch watch = new RegistryWatch(here, TABLE, mine, new HandClock(), () -> {});
    watch.look();
    long before = here.statements();
    watch.look();
    assertThat(here.statements() - before).isEqualTo(1);
  }

  /** The look read what was before; the list knows more. */
  @Test
  void names_that_were_read_before_a_list_came_into_force_do_not_undo_it() {
    EnforcedLists lists = new EnforcedLists(here);
    Networks mine = lists.networks(EnforcedLists.list("a:Home"));
    long before = mine.revision();
    TokenList renamed = EnforcedLists.list("a:House");
    Reconciliation reconciliation = new Reconciliation(here, TABLE, renamed);
    here.write(reconciliation::storeSome);
    mine.replace(reconciliation);
    mine.rename(Map.of(id(mine, "a"), "Home"), before, before + 1);
    assertThat(mine.find(token("a")).orElseThrow().name()).isEqualTo("House");
  }

  @Test
  void all_lists_at_once_make_each_network_once() throws InterruptedException {
    List<Database> databases = List.of(here, there);
    String[] lines = new String[200];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "token-" + i + ":Network " + i;
    }
    List<Thread> threads =
        databases.stream().map(database -> new Thread(() -> enroll(database, lines))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> names =
        here.read(reading -> reading.list("SELECT name FROM network", row -> row.getString(1)));
    assertThat(names).hasSize(200).doesNotHaveDuplicates();
  }

  private static void enroll(Database database, String... lines) {
    while (true) {
      try {
        Reconciliation list = new Reconciliation(database, TABLE, EnforcedLists.list(lines), 20);
        while (list.hasMore()) {
          database.write(list::storeSome);
        }
        return;
      } catch (OvertakenException e) {
        // Once more.
      }
    }
  }

  private static long id(Networks networks, String token) {
    return networks.find(token(token)).orElseThrow().id();
  }

  private static Token token(String text) {
    return Token.parse(text).orElseThrow();
  }
}
