package io.github.scrappyddns.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestNumbersTest {
  private static TokenDigest digest(Random random) {
    return new TokenDigest(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private static void put(DigestNumbers numbers, TokenDigest digest, long number) {
    numbers.put(numbers.slot(digest), digest, number);
  }

  private static long find(DigestNumbers numbers, TokenDigest digest) {
    return numbers.at(numbers.slot(digest));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 100, 10_000})
  void every_digest_leads_to_its_number_and_others_to_none(int count) {
    Random random = new Random(count);
    DigestNumbers numbers = new DigestNumbers(count);
    List<TokenDigest> digests = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      digests.add(digest(random));
      put(numbers, digests.get(i - 1), i);
    }
    for (int i = 1; i <= count; i++) {
      assertThat(find(numbers, digests.get(i - 1))).isEqualTo(i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(find(numbers, digest(random))).isZero();
    }
  }

  /** All of them point at the last slot, so that the search goes on at the first. */
  @Test
  void digests_that_point_at_one_slot_are_told_apart_by_every_bit_of_half_of_them() {
    DigestNumbers numbers = new DigestNumbers(5);
    TokenDigest one = new TokenDigest(-1, 0, 0, 0);
    List<TokenDigest> others =
        List.of(
            new TokenDigest(-1L >>> 1, 0, 0, 0),
            new TokenDigest(-1, 1, 0, 0),
            new TokenDigest(-1, Long.MIN_VALUE, 0, 0),
            new TokenDigest(-2, 0, 0, 0));
    put(numbers, one, 9);
    others.forEach(other -> assertThat(find(numbers, other)).isZero());
    others.forEach(other -> put(numbers, other, 10 + others.indexOf(other)));
    assertThat(find(numbers, one)).isEqualTo(9);
    others.forEach(other -> assertThat(find(numbers, other)).isEqualTo(10 + others.indexOf(other)));
  }

  @Test
  void a_digest_keeps_its_slot_when_it_gets_another_number() {
    DigestNumbers numbers = new DigestNumbers(1);
    TokenDigest digest = new TokenDigest(1, 2, 3, 4);
    put(numbers, digest, 7);
    numbers.renumber(numbers.slot(digest), 8);
    assertThat(find(numbers, digest)).isEqualTo(8);
  }
}
