package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.CapturedLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
