package io.github.scrappyddns.transfer;

import static io.github.scrappyddns.transfer.TransferInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.transfer.Plan.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that takes the place of what is here, and calls it otherwise: no router is locked out. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReplacingTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private TransferInstance here;
  private NewToken home;

  @BeforeEach
  void open() throws Exception {
    Path own = Files.createDirectories(directory.resolve("here"));
    here = new TransferInstance(kind.open(directory), clock, own);
    home = here.add("Home");
    here.call(home.token(), "203.0.113.7");
  }

  @AfterEach
  void close() {
    here.close();
  }

  private static String file(String... networks) {
    return "{\"scrappy-ddns\": 1, \"networks\": ["
        + Stream.of(networks).collect(Collectors.joining(", "))
        + "]}";
  }

  private static String network(String name, Token... tokens) {
    return "{\"name\": \""
        + name
        + "\", \"tokens\": ["
        + Stream.of(tokens)
            .map(token -> "{\"sha256\": \"" + token.digest().hex() + "\"}")
            .collect(Collectors.joining(", "))
        + "]}";
  }

  private Plan replaced(String file) throws Exception {
    Plan planned = here.planned(file, Manner.REPLACE);
    Plan done = here.imported(file, Manner.REPLACE);
    assertThat(done).isEqualTo(planned);
    assertThat(here.imported(file, Manner.REPLACE).isChange()).as("a second time").isFalse();
    return done;
  }

  private Network opened(Token token) {
    return here.networks.find(token).orElseThrow();
  }

  @Test
  void a_network_that_the_file_calls_otherwise_is_renamed_and_its_router_goes_on()
      throws Exception {
    Plan plan = replaced(file(network("House", home.token())));
    assertThat(plan.lines())
        .extracting(Plan.Line::toString)
        .containsExactly("changed: network House (was Home)");
    assertThat(opened(home.token()).id()).isEqualTo(home.networkId());
    assertThat(opened(home.token()).name()).isEqualTo("House");
    assertThat(here.call(home.token(), "203.0.113.7")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(here.history(home.networkId())).containsExactly(Event.Kind.FIRST_SEEN);
  }

  @Test
  void to_merge_renames_nothing() throws Exception {
    here.imported(file(network("House", home.token())), Manner.MERGE);
    assertThat(opened(home.token()).name()).isEqualTo("Home");
  }

  @Test
  void a_token_that_the_file_has_with_another_network_moves_there() throws Exception {
    NewToken office = here.add("Office");
    Token fresh = token("a-fresh-token-of-home");
    Plan plan =
        replaced(
            file(
                network("Home", fresh),
                network("Office", home.token()),
                network("House", office.token())));
    assertThat(plan.networks()).isEqualTo(Map.of(Verdict.ADDED, 1, Verdict.CHANGED, 2));
    assertThat(opened(fresh).name()).isEqualTo("Home");
    assertThat(opened(home.token()).name()).isEqualTo("Office");
    assertThat(opened(office.token()).name()).isEqualTo("House");
  }

  @Test
  void of_networks_that_move_up_the_last_one_alone_is_removed() throws Exception {
    NewToken office = here.add("Office");
    Plan plan = replaced(file(network("Office", home.token()), network("Cabin", office.token())));
    assertThat(plan.networks())
        .isEqualTo(Map.of(Verdict.ADDED, 1, Verdict.CHANGED, 1, Verdict.REMOVED, 1));
    assertThat(opened(home.token()).name()).isEqualTo("Office");
    assertThat(opened(office.token()).name()).isEqualTo("Cabin");
  }

  @Test
  void a_network_whose_tokens_become_those_of_two_is_renamed_once() throws Exception {
    Token second = token("a-second-token-of-home");
    here.imported(file(network("Home", second)), Manner.MERGE);
    Plan plan = replaced(file(network("House", home.token()), network("Barn", second)));
    assertThat(plan.networks()).isEqualTo(Map.of(Verdict.ADDED, 1, Verdict.CHANGED, 1));
    assertThat(opened(home.token()).name()).isEqualTo("House");
    assertThat(opened(second).name()).isEqualTo("Barn");
  }

  @Test
  void a_network_whose_token_the_list_keeps_from_moving_stays() throws Exception {
    here.list("a-token-of-the-house:House");
    replaced(file(network("House", home.token())));
    assertThat(opened(home.token()).name()).isEqualTo("Home");
    assertThat(opened(token("a-token-of-the-house")).name()).isEqualTo("House");
  }

  @Test
  void another_instance_knows_of_the_other_name_and_the_moved_token_with_its_next_look()
      throws Exception {
    if (kind != TestDatabase.POSTGRESQL) {
      return;
    }
    String url = kind.freshUrl(directory);
    try (TransferInstance one = new TransferInstance(Database.open(url), clock, directory);
        TransferInstance other = new TransferInstance(Database.open(url), clock, directory)) {
      Token first = one.add("Home").token();
      Token second = one.add("Office").token();
      other.look();
      one.imported(file(network("House", first), network("Cabin", second)), Manner.REPLACE);
      other.look();
      assertThat(other.networks.find(first).orElseThrow().name()).isEqualTo("House");
      one.imported(file(network("House", second), network("Cabin", first)), Manner.REPLACE);
      other.look();
      assertThat(other.networks.find(second).orElseThrow().name()).isEqualTo("House");
      assertThat(other.networks.find(first).orElseThrow().name()).isEqualTo("Cabin");
    }
  }
}
