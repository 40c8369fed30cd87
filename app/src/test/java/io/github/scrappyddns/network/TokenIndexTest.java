package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIndexTest {
  private static TokenDigest digest(Random random) {
    return new TokenDigest(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 100, 10_000})
  void every_digest_leads_to_its_network_and_others_to_none(int count) {
    Random random = new Random(count);
    TokenIndex table = new TokenIndex(count);
    List<TokenDigest> digests = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      digests.add(digest(random));
      table.put(digests.get(i - 1), new Network(i, "Network " + i));
    }
    for (int i = 1; i <= count; i++) {
      assertThat(table.find(digests.get(i - 1))).isEqualTo(new Network(i, "Network " + i));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.find(digest(random))).isNull();
    }
  }

  /** All of them point at the last slot, so that the search goes on at the first. */
  @Test
  void digests_that_point_at_one_slot_are_told_apart_by_every_bit_of_half_of_them() {
    TokenIndex table = new TokenIndex(5);
    TokenDigest one = new TokenDigest(-1, 0, 0, 0);
    List<TokenDigest> others =
        List.of(
            new TokenDigest(-1L >>> 1, 0, 0, 0),
            new TokenDigest(-1, 1, 0, 0),
            new TokenDigest(-1, Long.MIN_VALUE, 0, 0),
            new TokenDigest(-2, 0, 0, 0));
    table.put(one, new Network(9, "One"));
    others.forEach(other -> assertThat(table.find(other)).isNull());
    others.forEach(other -> table.put(other, new Network(10 + others.indexOf(other), "Other")));
    assertThat(table.find(one)).isEqualTo(new Network(9, "One"));
    others.forEach(
        other ->
            assertThat(table.find(other))
                .isEqualTo(new Network(10 + others.indexOf(other), "Other")));
  }
}
