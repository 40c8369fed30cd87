package io.github.scrappyddns.steering;

import static io.github.scrappyddns.steering.SteeredInstance.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of the token list beside those of the pages, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenListTogetherTest {
  private static final String LISTED = "a-token-of-the-list";
  private static final String OTHER = "another-token-of-the-list";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private SteeredInstance instance;

  @BeforeEach
  void open() {
    instance = new SteeredInstance(kind.open(directory), new HandClock(), directory);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void what_the_list_says_is_changed_there_alone() {
    instance.list(LISTED + ":Home");
    long id = instance.id(LISTED);
    assertThat(instance.orders().rename(OWNER, id, "House")).contains(Refusal.OF_TOKEN_LIST);
    assertThat(instance.orders().remove(OWNER, id)).contains(Refusal.OF_TOKEN_LIST);
    assertThat(instance.orders().loss(id).refusal()).contains(Refusal.OF_TOKEN_LIST);
    assertThat(instance.tokens().make(OWNER, id).refusal()).contains(Refusal.OF_TOKEN_LIST);
    assertThat(instance.orders().add(OWNER, "Home").refusal()).contains(Refusal.NAME_TAKEN);
    assertThat(instance.opens(LISTED)).contains("Home");
    assertThat(instance.deeds()).isEmpty();
  }

  @Test
  void a_network_of_the_list_is_paused_and_watched_as_any_other() {
    instance.list(LISTED + ":Home");
    long id = instance.id(LISTED);
    assertThat(instance.settings().pause(OWNER, id)).isEmpty();
    assertThat(instance.settings().silentAfter(OWNER, id, 900_000)).isEmpty();
    assertThat(instance.settings().maintain(OWNER, id, Duration.ofHours(1))).isEmpty();
    instance.call(SteeredInstance.token(LISTED), "203.0.113.1");
    assertThat(instance.debts("phone")).isZero();
    instance.list(LISTED + ":House");
    assertThat(instance.networks().settings(id).paused()).as("renamed").isTrue();
    instance.list(OTHER + ":Cabin");
    assertThat(instance.networks().ids().contains(id)).as("it is not kept for that").isFalse();
  }

  @Test
  void who_comes_back_by_an_order_is_told_of_whatever_was_ordered_before() {
    instance.list(LISTED + ":Home");
    long id = instance.id(LISTED);
    instance.settings().pause(OWNER, id);
    instance.settings().silentAfter(OWNER, id, 900_000);
    instance.list(OTHER + ":Cabin");
    NewToken home = instance.add("Home");
    assertThat(home.networkId()).isEqualTo(id);
    assertThat(instance.networks().settings(id)).isEqualTo(NetworkSettings.NONE);
    instance.call(home.token(), "203.0.113.9");
    assertThat(instance.debts("phone")).isEqualTo(1);
  }

  @Test
  void a_list_that_names_a_network_of_the_pages_shares_it_and_its_history() {
    NewToken home = instance.add("Home");
    instance.call(home.token(), "203.0.113.7");
    instance.list(LISTED + ":Home", OTHER + ":Cabin");
    assertThat(instance.id(LISTED)).isEqualTo(home.networkId());
    assertThat(instance.opens(home.token())).contains("Home");
    assertThat(instance.networks().isListed(home.networkId())).isTrue();
    assertThat(instance.orders().rename(OWNER, home.networkId(), "X"))
        .contains(Refusal.OF_TOKEN_LIST);
    assertThat(instance.orders().remove(OWNER, home.networkId())).contains(Refusal.OF_TOKEN_LIST);

    instance.list(OTHER + ":Cabin");
    assertThat(instance.opens(LISTED)).isEmpty();
    assertThat(instance.opens(home.token())).as("it stays").contains("Home");
    assertThat(instance.orders().rename(OWNER, home.networkId(), "House")).isEmpty();
    assertThat(instance.story(home.networkId())).containsExactly("203.0.113.7");
  }

  @Test
  void a_line_takes_no_network_of_the_pages_with_it() {
    NewToken home = instance.add("Home");
    instance.list(LISTED + ":Home");
    instance.list(LISTED + ":House");
    assertThat(instance.opens(home.token())).contains("Home");
    assertThat(instance.opens(LISTED)).contains("House");
    assertThat(instance.id(LISTED)).isNotEqualTo(home.networkId());
  }

  @Test
  void a_line_that_is_given_the_name_of_a_network_of_the_pages_joins_it() {
    instance.list(LISTED + ":Cabin");
    long before = instance.id(LISTED);
    NewToken home = instance.add("Home");
    instance.list(LISTED + ":Home");
    assertThat(instance.id(LISTED)).isEqualTo(home.networkId()).isNotEqualTo(before);
    instance.list(LISTED + ":Home", OTHER + ":Cabin");
    assertThat(instance.id(OTHER)).as("the history of the other").isEqualTo(before);
  }

  @Test
  void a_network_that_left_the_list_comes_back_with_its_history() {
    instance.list(LISTED + ":Home", OTHER + ":Cabin");
    long id = instance.id(LISTED);
    instance.call(SteeredInstance.token(LISTED), "203.0.113.7");
    instance.list(OTHER + ":Cabin");
    NewToken home = instance.add("Home");
    assertThat(home.networkId()).isEqualTo(id);
    assertThat(instance.story(id)).containsExactly("203.0.113.7");
    assertThat(instance.opens(LISTED)).isEmpty();
  }

  @Test
  void a_token_of_the_pages_that_the_list_names_is_the_lists() {
    NewToken home = instance.add("Home");
    instance.list(home.token().reveal() + ":Cabin");
    assertThat(instance.opens(home.token())).contains("Cabin");
    instance.list(OTHER + ":Cabin");
    assertThat(instance.opens(home.token())).contains("Home");
  }
}
