package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.CapturedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChoreTest {
  @Test
  void whatever_is_thrown_is_told_once_and_the_next_round_comes() {
    List<Throwable> failures =
        List.of(
            new IllegalStateException("a defect"),
            new StackOverflowError(),
            new NoClassDefFoundError("a/library/that/is/gone"),
            new OutOfMemoryError("Java heap space"));
    Deque<Throwable> thrown = new ArrayDeque<>();
    for (Throwable failure : failures) {
      thrown.add(failure);
      thrown.add(failure);
    }
    Chore chore =
        new Chore(
            "token list",
            () -> {
              if (!thrown.isEmpty()) {
                sneak(thrown.remove());
              }
            });
    try (CapturedLog log = new CapturedLog(Chore.class)) {
      for (int round = 0; round < 10; round++) {
        chore.run();
      }
      assertThat(thrown).isEmpty();
      assertThat(log.lines())
          .hasSize(failures.size())
          .allMatch(line -> line.equals("ERROR A defect; will be tried again"));
    }
  }

  @Test
  void a_round_that_does_not_come_to_its_end_is_a_warning_until_it_does() {
    AtomicLong seconds = new AtomicLong(Long.MAX_VALUE / 1_000_000_000);
    List<Optional<String>> told = new ArrayList<>();
    Chore[] chore = new Chore[1];
    chore[0] =
        new Chore(
            "token list",
            () -> {
              seconds.addAndGet(9);
              told.add(chore[0].warning());
              seconds.addAndGet(33);
              told.add(chore[0].warning());
              throw new IllegalStateException("a defect");
            },
            () -> seconds.get() * 1_000_000_000);
    chore[0].run();
    told.add(chore[0].warning());
    assertThat(told)
        .containsExactly(
            Optional.empty(),
            Optional.of("token list: a look at it has taken 42 s so far"),
            Optional.empty());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
