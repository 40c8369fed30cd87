package io.github.scrappyddns.steering;

import java.time.Duration;
import java.util.List;

/** After how long a network should count as silent, by how often it calls. */
public final class SilenceProposal {
  /** What is offered to choose from, the shortest first. */
  public static final List<Duration> CHOICES =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30));

  private SilenceProposal() {}

  /**
   * Long enough that two calls in a row may be missed before anybody is told, with half a gap to
   * spare: no router is on time to the second.
   *
   * @param usualGap between two calls
   */
  public static Duration of(Duration usualGap) {
    Duration least = usualGap.multipliedBy(5).dividedBy(2);
    return CHOICES.stream()
        .filter(choice -> choice.compareTo(least) >= 0)
        .findFirst()
        .orElse(CHOICES.get(CHOICES.size() - 1));
  }
}
