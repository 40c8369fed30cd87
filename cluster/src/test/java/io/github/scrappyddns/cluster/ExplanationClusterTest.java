package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.cluster.Call.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationClusterTest {
  private static Call stored(String address) {
    return new Call("net", address, true, Instant.EPOCH, Instant.EPOCH, Outcome.STORED, 1);
  }

  private static Call storedAtSecondTry(String address) {
    return new Call("net", address, true, Instant.EPOCH, Instant.EPOCH, Outcome.STORED, 2);
  }

  private static Call refused(String address) {
    return new Call("net", address, true, Instant.EPOCH, Instant.EPOCH, Outcome.REFUSED, 1);
  }

  @Test
  void each_change_stands_there_once() {
    List<Call> calls = List.of(stored("A"), stored("A"), stored("B"), stored("A"));

    assertThat(Explanation.exists(calls, List.of("A", "B", "A"))).isTrue();
    assertThat(Explanation.exists(calls, List.of("A", "B"))).isFalse();
    assertThat(Explanation.exists(calls, List.of("A", "B", "A", "B"))).isFalse();
    assertThat(Explanation.exists(calls, List.of("B", "A"))).isFalse();
    assertThat(Explanation.exists(calls, List.of("A", "B", "B", "A"))).isFalse();
  }

  @Test
  void what_was_refused_may_be_stored_or_not() {
    List<Call> calls = List.of(stored("A"), refused("B"), stored("B"));

    assertThat(Explanation.exists(calls, List.of("A", "B"))).isTrue();
    assertThat(Explanation.exists(calls, List.of("A", "B", "B"))).isFalse();
    assertThat(Explanation.exists(List.of(stored("A"), refused("B")), List.of("A"))).isTrue();
    assertThat(Explanation.exists(List.of(stored("A"), refused("B")), List.of("A", "B"))).isTrue();
  }

  @Test
  void what_got_stuck_may_be_stored_late_and_once() {
    List<Call> calls =
        List.of(stored("A"), refused("B"), stored("B"), stored("C"), stored("C"), stored("C"));

    assertThat(Explanation.exists(calls, List.of("A", "B", "C", "B", "C"))).isTrue();
    assertThat(Explanation.exists(calls, List.of("A", "B", "C", "B", "C", "B", "C"))).isFalse();
    assertThat(Explanation.exists(calls, List.of("B", "A", "B", "C"))).isFalse();
  }

  @Test
  void a_second_instance_may_store_what_the_first_one_got() {
    List<Call> calls = List.of(stored("A"), storedAtSecondTry("B"), stored("A"), stored("A"));

    assertThat(Explanation.exists(calls, List.of("A", "B", "A"))).isTrue();
    assertThat(Explanation.exists(calls, List.of("A", "B", "A", "B", "A"))).isTrue();
    assertThat(Explanation.exists(calls, List.of("A", "B", "A", "B", "A", "B"))).isFalse();
  }
}
