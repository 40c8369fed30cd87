package io.github.scrappyddns.network;

import static io.github.scrappyddns.network.EnforcedLists.list;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a token list does to the networks, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NetworkTableTest {
  private final TestDatabase kind;

  @TempDir Path directory;
  private Database database;
  private EnforcedLists lists;

  NetworkTableTest(TestDatabase kind) {
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

  private Map<String, Network> enforce(String... lines) {
    return lists.enforce(lines);
  }

  private static long id(Map<String, Network> networks, String token) {
    return requireNonNull(networks.get(token)).id();
  }

  @Test
  void a_new_list_makes_a_network_for_each_name() {
    Map<String, Network> networks = enforce("t1:Home", "t2:Office");
    assertThat(networks.values().stream().map(Network::name))
        .containsExactlyInAnyOrder("Home", "Office");
    assertThat(id(networks, "t1")).isNotEqualTo(id(networks, "t2"));
  }

  @Test
  void the_same_list_again_changes_nothing() {
    Map<String, Network> before = enforce("t1:Home", "t2:Office");
    assertThat(enforce("t1:Home", "t2:Office")).isEqualTo(before);
    assertThat(enforce("t2:Office", "t1:Home")).isEqualTo(before);
  }

  @Test
  void renaming_keeps_the_network() {
    long before = id(enforce("t1:Home"), "t1");
    Map<String, Network> after = enforce("t1:Cottage");
    assertThat(after.get("t1")).isEqualTo(new Network(before, "Cottage"));
    assertThat(database.<Network>read(reading -> lists.table().byId(reading, before)))
        .isEqualTo(new Network(before, "Cottage"));
  }

  @Test
  void a_new_token_under_the_same_name_keeps_the_network() {
    long before = id(enforce("t1:Home"), "t1");
    assertThat(id(enforce("t2:Home"), "t2")).isEqualTo(before);
  }

  @Test
  void a_token_is_rotated_without_a_gap() {
    long before = id(enforce("old:Home"), "old");
    Map<String, Network> both = enforce("old:Home", "new:Home");
    assertThat(id(both, "old")).isEqualTo(before);
    assertThat(id(both, "new")).isEqualTo(before);
    assertThat(id(enforce("new:Home"), "new")).isEqualTo(before);
    assertThat(id(enforce("new:Cottage"), "new")).isEqualTo(before);
  }

  @Test
  void a_token_that_left_the_list_lets_nobody_in() {
    enforce("t1:Home", "t2:Office");
    Networks networks = lists.networks(list("t2:Office"));
    assertThat(networks.find(Token.parse("t1").orElseThrow())).isEmpty();
    assertThat(networks.find(Token.parse("t2").orElseThrow())).isPresent();
  }

  @Test
  void a_network_that_returns_to_the_list_has_its_history() {
    long before = id(enforce("t1:Home", "t2:Office"), "t1");
    enforce("t2:Office");
    assertThat(id(enforce("t2:Office", "t1:Home"), "t1")).isEqualTo(before);
    enforce("t2:Office");
    assertThat(id(enforce("t3:Home"), "t3")).isEqualTo(before);
  }

  @Test
  void splitting_leaves_the_history_with_the_name_that_stayed() {
    long before = id(enforce("t1:Home", "t2:Home"), "t1");
    Map<String, Network> split = enforce("t1:Cottage", "t2:Home");
    assertThat(id(split, "t2")).isEqualTo(before);
    assertThat(id(split, "t1")).isNotEqualTo(before);
    assertThat(enforce("t1:Cottage", "t2:Home")).isEqualTo(split);
  }

  @Test
  void merging_gives_both_tokens_the_network_whose_name_stayed() {
    Map<String, Network> before = enforce("t1:Home", "t2:Office");
    Map<String, Network> merged = enforce("t1:Office", "t2:Office");
    assertThat(id(merged, "t1")).isEqualTo(id(before, "t2"));
    assertThat(id(merged, "t2")).isEqualTo(id(before, "t2"));
    assertThat(enforce("t2:Office", "t1:Office")).isEqualTo(merged);
  }

  @Test
  void names_that_change_places_are_two_renamings() {
    Map<String, Network> before = enforce("t1:Home", "t2:Office");
    Map<String, Network> swapped = enforce("t1:Office", "t2:Home");
    assertThat(swapped.get("t1")).isEqualTo(new Network(id(before, "t1"), "Office"));
    assertThat(swapped.get("t2")).isEqualTo(new Network(id(before, "t2"), "Home"));
    assertThat(enforce("t1:Office", "t2:Home")).isEqualTo(swapped);
  }

  @Test
  void names_that_move_along_a_chain_are_renamings() {
    Map<String, Network> before = enforce("t1:One", "t2:Two", "t3:Three");
    Map<String, Network> after = enforce("t1:Two", "t2:Three", "t3:Four");
    for (String token : List.of("t1", "t2", "t3")) {
      assertThat(id(after, token)).isEqualTo(id(before, token));
    }
  }

  @Test
  void names_differ_by_case_and_not_by_how_they_are_spelled() {
    Map<String, Network> networks = enforce("t1:Home", "t2:home", "t3:Home  2", "t4:Home\u00a02");
    assertThat(networks.values().stream().map(Network::id).distinct()).hasSize(3);
    assertThat(networks.get("t4")).isEqualTo(new Network(id(networks, "t3"), "Home  2"));
  }

  @Test
  void another_spelling_of_a_name_is_the_same_network_and_is_printed_as_first_written() {
    Network before = enforce("t1:Caf\u00e9 Z\u00fcrich").get("t1");
    for (String spelling :
        List.of(
            "Cafe\u0301 Zu\u0308rich",
            "Caf\u00e9\u00a0Z\u00fcrich",
            "Caf\u00e9\u200b  Z\u00fcrich\ufeff")) {
      assertThat(enforce("t1:" + spelling).get("t1")).isEqualTo(before);
      assertThat(enforce("t2:" + spelling).get("t2")).isEqualTo(before);
    }
    assertThat(enforce("t1:Caf\u00e8 Z\u00fcrich").get("t1"))
        .as("another name")
        .isEqualTo(
            new Network(id(enforce("t1:Caf\u00e8 Z\u00fcrich"), "t1"), "Caf\u00e8 Z\u00fcrich"));
  }

  /** As an older version left it, which took two spellings for two names. */
  @Test
  void networks_that_were_two_by_spelling_keep_their_histories_apart() {
    Map<String, Network> two = enforce("t1:Home 2", "t2:Other");
    long first = id(two, "t1");
    long second = id(two, "t2");
    database.write(
        writing ->
            writing.update("UPDATE network SET name = ? WHERE id = ?", "Home\u00a02", second));
    assertThat(id(enforce("t2:Home 2"), "t2")).as("by its token").isEqualTo(second);
    assertThat(id(enforce("t1:Home 2"), "t1")).as("by its token").isEqualTo(first);
    assertThat(id(enforce("t3:Home\u00a02"), "t3")).as("spelled alike").isEqualTo(second);
    assertThat(id(enforce("t4:Home 2"), "t4")).as("spelled alike").isEqualTo(first);
    Map<String, Network> both = enforce("t1:Home 2", "t2:Home\u00a02");
    assertThat(both.get("t2")).as("two lines of one name").isEqualTo(both.get("t1"));
    assertThat(id(both, "t1")).isEqualTo(first);
  }

  @Test
  void a_token_is_enrolled_once() {
    lists.networks(list("t1:Home"));
    assertThat(lists.enrolled()).hasSize(1);
    lists.networks(list("t1:Home"));
    assertThat(lists.enrolled()).isEmpty();
    lists.networks(list("t1:Cottage"));
    assertThat(lists.enrolled()).isEmpty();
    lists.networks(list());
    assertThat(lists.enrolled()).isEmpty();
    lists.networks(list("t1:Home", "t2:Home"));
    assertThat(lists.enrolled()).hasSize(1);
  }
}
