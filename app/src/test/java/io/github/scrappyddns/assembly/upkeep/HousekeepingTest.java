package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  @Test
  void a_file_that_hangs_does_not_hold_up_what_keeps_the_database() throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch kept = new CountDownLatch(3);
    try (Housekeeping housekeeping = new Housekeeping()) {
      housekeeping.lookSoon(
          "token list",
          () -> {
            hangs.countDown();
            await(new CountDownLatch(1));
          });
      hangs.await();
      housekeeping.every(1, "database", kept::countDown);
      kept.await();
      assertThat(housekeeping.warnings()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
    }
  }
}
