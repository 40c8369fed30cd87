package io.github.scrappyddns.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.web.Calls;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrongTokensTest {
  private static final PublicAddress SOMEBODY = Calls.address("203.0.113.7");

  private final HandClock clock = new HandClock();
  private final WrongTokens wrongTokens = new WrongTokens(42, clock);

  private Duration after(int times, PublicAddress caller) {
    Duration delay = Duration.ZERO;
    for (int i = 0; i < times; i++) {
      delay = wrongTokens.count(caller);
    }
    return delay;
  }

  @Test
  void thirty_a_minute_cost_nothing() {
    assertThat(after(30, SOMEBODY)).isZero();
  }

  @Test
  void each_one_more_is_answered_later_up_to_five_seconds() {
    assertThat(after(31, SOMEBODY)).isEqualTo(Duration.ofMillis(100));
    assertThat(wrongTokens.count(SOMEBODY)).isEqualTo(Duration.ofMillis(200));
    assertThat(after(48, SOMEBODY)).isEqualTo(Duration.ofSeconds(5));
    assertThat(after(10_000, SOMEBODY)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void millions_do_not_overflow() {
    assertThat(after(3_000_000, SOMEBODY)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void after_a_minute_all_is_forgiven() {
    after(100, SOMEBODY);
    clock.advance(Duration.ofSeconds(59));
    assertThat(wrongTokens.count(SOMEBODY)).isEqualTo(Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(1));
    assertThat(wrongTokens.count(SOMEBODY)).isZero();
  }

  @Test
  void a_clock_that_is_set_back_does_not_punish_for_ever() {
    after(100, SOMEBODY);
    clock.advance(Duration.ofDays(-365));
    assertThat(wrongTokens.count(SOMEBODY)).isZero();
  }

  @Test
  void an_ipv6_caller_is_its_64() {
    after(100, Calls.address("2001:db8::1"));
    assertThat(wrongTokens.count(Calls.address("2001:db8::ffff:1"))).isPositive();
    assertThat(wrongTokens.count(Calls.address("2001:db8:0:1::1"))).isZero();
  }

  @Test
  void one_caller_slows_down_few_others() {
    after(100, SOMEBODY);
    int slowed = 0;
    for (int i = 0; i < 10_000; i++) {
      PublicAddress other = Calls.address("198.51." + i / 250 + "." + i % 250);
      slowed += wrongTokens.count(other).isZero() ? 0 : 1;
    }
    assertThat(slowed).isLessThan(20);
  }
}
