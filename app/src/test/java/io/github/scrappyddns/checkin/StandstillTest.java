package io.github.scrappyddns.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private final AtomicLong nanos = new AtomicLong(-3);
  private final Standstill standstill = new Standstill(nanos::get);

  @Test
  void a_process_that_goes_on_did_not_stand_still() {
    assertThat(standstill.isJustOver()).isFalse();
    for (int i = 0; i < 10; i++) {
      pass(2_900);
      assertThat(standstill.isJustOver()).isFalse();
      standstill.tick();
    }
  }

  @Test
  void what_comes_first_after_a_standstill_and_within_a_second_of_it_is_doubtful() {
    pass(3_001);
    assertThat(standstill.isJustOver()).isTrue();
    standstill.tick();
    pass(999);
    standstill.tick();
    assertThat(standstill.isJustOver()).isTrue();
    pass(1);
    assertThat(standstill.isJustOver()).isFalse();
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
