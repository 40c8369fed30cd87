package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After how long a network should count as silent. */
class SilenceProposalTest {
  @ParameterizedTest
  @CsvSource({
    "PT1S, PT5M",
    "PT2M, PT5M",
    "PT5M, PT15M",
    "PT5M7S, PT15M",
    "PT10M, PT30M",
    "PT1H, PT3H",
    "P1D, P3D",
    "P40D, P30D",
  })
  void two_calls_in_a_row_may_be_missed(Duration gap, Duration proposed) {
    assertThat(SilenceProposal.of(gap)).isEqualTo(proposed);
  }
}
