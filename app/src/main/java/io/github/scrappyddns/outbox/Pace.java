package io.github.scrappyddns.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often one channel is told of one network: as often as its owner wants, and calmly of a
 * network that never rests. After twenty alerts within an hour there are ten minutes between two,
 * after ten more an hour. Once the network has rested, {@link Outbox} begins anew.
 *
 * @param recent when the channel was told within the last hour, in epoch milliseconds, oldest
 *     first; empty once it is told calmly
 * @param calm how many alerts were told since the network was found never to rest, the one that
 *     showed it included; 0 where it rests as others do
 */
public record Pace(List<Long> recent, int calm) {
  /** A network that has changed nothing for so long has rested. */
  static final Duration REST = Duration.ofHours(1);

  /** The longest time between two alerts that calm asks for. */
  static final Duration LONGEST = Duration.ofHours(1);

  /** Of a network that is told of for the first time, or has rested. */
  static final Pace USUAL = new Pace(List.of(), 0);

  private static final Duration SHORTER = Duration.ofMinutes(10);
  private static final Duration WITHIN = Duration.ofHours(1);
  private static final int MANY = 20;
  private static final int MANY_MORE = 10;

  /** As the table has it; the times as {@link #written} gives them. */
  static Pace read(String recent, int calm) {
    return new Pace(
        Arrays.stream(recent.split(" ", -1))
            .filter(time -> !time.isEmpty())
            .map(Long::valueOf)
            .toList(),
        calm);
  }

  /** The times as one text. */
  String written() {
    return recent.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** After one more alert; a time that lies ahead was written by a wrong clock, and is dropped. */
  public Pace told(long now) {
    if (calm > 0) {
      return new Pace(List.of(), Math.min(calm + 1, MANY_MORE + 1));
    }
    long begin = now - WITHIN.toMillis();
    List<Long> times =
        Stream.concat(recent.stream().filter(time -> time > begin && time <= now), Stream.of(now))
            .toList();
    return times.size() < MANY ? new Pace(times, 0) : new Pace(List.of(), 1);
  }

  /** How long the next alert has to wait because the network never rests; zero where it does. */
  public Duration pause() {
    if (calm == 0) {
      return Duration.ZERO;
    }
    return calm > MANY_MORE ? LONGEST : SHORTER;
  }
}
