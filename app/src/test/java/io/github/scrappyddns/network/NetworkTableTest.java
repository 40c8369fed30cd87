package io.github.scrappyddns.network;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a token list does to the networks, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NetworkTableTest {
  private final TestDatabase kind;
  private final NetworkTable table = new NetworkTable(new HandClock());

  @TempDir Path directory;
  private Database database;

  NetworkTableTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static TokenList list(String... lines) {
    List<TokenList.Entry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      entries.add(new TokenList.Entry(Token.parse(parts[0]).orElseThrow(), parts[1]));
    }
    return new TokenList(entries, List.of(), List.of(), FileStamp.of());
  }

  private NetworkTable.Reconciled reconcile(TokenList list) {
    return database.write(writing -> table.reconcile(writing, list));
  }

  /** Puts a list into force and gives the network of each of its tokens. */
  private Map<String, Network> enforce(String... lines) {
    TokenList list = list(lines);
    Networks networks = new Networks();
    networks.replace(reconcile(list));
    return list.entries().stream()
        .collect(
            toMap(
                entry -> entry.token().reveal(),
                entry -> networks.find(entry.token()).orElseThrow()));
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
    assertThat(database.<Network>read(reading -> table.byId(reading, before)))
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
    Networks networks = new Networks();
    networks.replace(reconcile(list("t2:Office")));
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
  void names_differ_by_case_and_by_white_space_inside() {
    Map<String, Network> networks = enforce("t1:Home", "t2:home", "t3:Home  2", "t4:Home 2");
    assertThat(networks.values().stream().map(Network::id).distinct()).hasSize(4);
  }

  @Test
  void a_token_is_enrolled_once() {
    assertThat(reconcile(list("t1:Home")).enrolled()).hasSize(1);
    assertThat(reconcile(list("t1:Home")).enrolled()).isEmpty();
    assertThat(reconcile(list("t1:Cottage")).enrolled()).isEmpty();
    assertThat(reconcile(list()).enrolled()).isEmpty();
    assertThat(reconcile(list("t1:Home", "t2:Home")).enrolled()).hasSize(1);
  }

  /** The bound is generous: it stands for "not a scan of the table for each token". */
  @Test
  @Timeout(60)
  void ten_thousand_tokens_are_put_into_force_in_reasonable_time() {
    String[] lines = new String[10_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "token-number-" + i + ":Network " + i;
    }
    Map<String, Network> first = enforce(lines);
    assertThat(first.values().stream().map(Network::id).distinct()).hasSize(10_000);
    assertThat(enforce(lines)).isEqualTo(first);
  }
}
