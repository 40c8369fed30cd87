package io.github.scrappyddns.steering;

import static io.github.scrappyddns.steering.SteeredInstance.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders about tokens, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenOrdersTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private SteeredInstance instance;
  private NewToken home;
  private long id;

  @BeforeEach
  void open() {
    instance = new SteeredInstance(kind.open(directory), clock, directory);
    home = instance.add("Home");
    id = home.networkId();
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private MadeToken first() {
    return instance.tokens().of(id).get(0);
  }

  @Test
  void a_token_is_kept_as_its_digest_and_its_first_characters() {
    String text = home.token().reveal();
    assertThat(first().start()).isEqualTo(text.substring(0, 4) + "…");
    String stored =
        instance
            .database()
            .read(
                reading ->
                    reading
                        .first(
                            "SELECT digest || ' ' || start FROM made_token",
                            row -> row.getString(1))
                        .orElseThrow());
    assertThat(stored)
        .isEqualTo(home.token().digest().hex() + " " + first().start())
        .doesNotContain(text);
    assertThat(home.toString()).doesNotContain(text);
  }

  @Test
  void one_more_token_opens_the_same_network() {
    Token other = instance.tokens().make(OWNER, id).made().orElseThrow().token();
    assertThat(instance.opens(other)).contains("Home");
    assertThat(instance.opens(home.token())).contains("Home");
    assertThat(instance.tokens().of(id)).hasSize(2);
    assertThat(instance.tokens().opens(other, id)).isTrue();
    assertThat(instance.tokens().opens(other, id + 1)).isFalse();
    assertThat(instance.tokens().opens(SteeredInstance.token("unknown-to-everybody"), id))
        .isFalse();
    assertThat(instance.deeds()).first().isEqualTo("MADE_TOKEN Home");
  }

  @Test
  void a_replaced_token_lets_in_until_its_time_is_over() {
    Token next =
        instance.tokens().replace(OWNER, id, first().id(), WEEK).made().orElseThrow().token();
    assertThat(first().endsAt()).isEqualTo(clock.millis() + WEEK.toMillis());
    for (Token token : List.of(home.token(), next)) {
      assertThat(instance.opens(token)).contains("Home");
    }
    assertThat(instance.tokens().replace(OWNER, id, first().id(), WEEK).refusal())
        .contains(Refusal.TOKEN_ENDS);
    clock.advance(WEEK.minusMillis(1));
    instance.look();
    assertThat(instance.opens(home.token())).contains("Home");
    clock.advance(Duration.ofMillis(1));
    instance.look();
    assertThat(instance.opens(home.token())).isEmpty();
    assertThat(instance.opens(next)).contains("Home");
    assertThat(instance.tokens().of(id)).hasSize(1);
    SteeredInstance anew = new SteeredInstance(instance.database(), clock, directory);
    assertThat(anew.opens(home.token())).isEmpty();
    assertThat(anew.opens(next)).contains("Home");
  }

  /** As a small computer without a battery does until it has asked for the time. */
  @Test
  void a_clock_that_is_wrong_for_a_while_ends_no_token_for_good() {
    var unused = instance.tokens().replace(OWNER, id, first().id(), WEEK).made().orElseThrow();
    clock.advance(Duration.ofDays(-2_000));
    SteeredInstance started = new SteeredInstance(instance.database(), clock, directory);
    clock.advance(Duration.ofDays(2_000));
    started.look();
    assertThat(started.opens(home.token())).contains("Home");
    clock.advance(WEEK.multipliedBy(2));
    instance.look();
    assertThat(instance.opens(home.token())).isEmpty();
    clock.advance(WEEK.multipliedBy(-2));
    instance.look();
    assertThat(instance.opens(home.token())).contains("Home");
  }

  @Test
  void a_token_that_is_replaced_or_removed_at_once_lets_nobody_in() {
    Token next =
        instance
            .tokens()
            .replace(OWNER, id, first().id(), Duration.ZERO)
            .made()
            .orElseThrow()
            .token();
    assertThat(instance.opens(home.token())).isEmpty();
    assertThat(instance.opens(next)).contains("Home");
    assertThat(instance.tokens().remove(OWNER, id, first().id())).isEmpty();
    assertThat(instance.opens(next)).isEmpty();
    assertThat(instance.networks().ids().contains(id)).as("the network stays").isTrue();
    assertThat(instance.deeds().subList(0, 2))
        .containsExactly("REMOVED_TOKEN Home, " + next, "REPLACED_TOKEN Home, " + home.token());
  }

  @Test
  void an_end_that_a_wrong_clock_wrote_is_now() {
    clock.advance(Duration.ofDays(1000));
    instance.tokens().replace(OWNER, id, first().id(), WEEK);
    clock.advance(Duration.ofDays(-1000));
    SteeredInstance anew = new SteeredInstance(instance.database(), clock, directory);
    assertThat(anew.opens(home.token())).isEmpty();
  }

  @Test
  void a_token_of_another_network_is_none_of_this_one() {
    NewToken cabin = instance.add("Cabin");
    long foreign = instance.tokens().of(cabin.networkId()).get(0).id();
    assertThat(instance.tokens().remove(OWNER, id, foreign)).contains(Refusal.NO_TOKEN);
    assertThat(instance.tokens().replace(OWNER, id, foreign, WEEK).refusal())
        .contains(Refusal.NO_TOKEN);
    assertThat(instance.tokens().remove(OWNER, 99, foreign)).contains(Refusal.NO_NETWORK);
    assertThat(instance.tokens().make(OWNER, 99).refusal()).contains(Refusal.NO_NETWORK);
    assertThat(instance.opens(cabin.token())).contains("Cabin");
  }
}
