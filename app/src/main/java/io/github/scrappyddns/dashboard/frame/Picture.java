package io.github.scrappyddns.dashboard.frame;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.view.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A row of blocks, one for each address that was held. Two shades take turns: what matters is where
 * they meet. Blocks that would be too thin to see are drawn as wide as can be seen, as long as
 * there is room.
 *
 * @param addresses how many different ones there were
 */
public record Picture(int width, List<Block> blocks, int addresses) {
  /**
   * One of them.
   *
   * @param shade the class that gives its colour
   * @param text what is said of it
   * @param inside what is written into it; empty where there is no room
   */
  public record Block(
      String shade, String x, String width, String text, String inside, String ink) {}

  private static final double GAP = 1;
  private static final double LEAST = 2;
  private static final double CHARACTER = 7.4;

  /**
   * Draws stays.
   *
   * @param left where the time begins
   * @param width how much room there is from there
   */
  public static Picture of(
      List<Stay> stays, Instant from, Duration time, int left, int width, Times times) {
    List<Block> blocks = new ArrayList<>();
    Set<PublicAddress> addresses = new HashSet<>();
    double free = 0;
    int shade = 0;
    for (Stay stay : stays) {
      addresses.add(stay.address());
      double begin = Math.max(free, place(stay.from(), from, time) * width);
      double end = place(stay.to(), from, time) * width;
      if (end - free < LEAST && !blocks.isEmpty()) {
        continue; // Too many in too short a time: the table has them all.
      }
      double wide = Math.max(LEAST, end - begin) - GAP;
      String text = stay.address() + ", " + times.when(stay.from()) + " – " + times.when(stay.to());
      boolean fits = stay.address().toString().length() * CHARACTER + 16 < wide;
      blocks.add(
          new Block(
              shade % 2 == 0 ? "held-a" : "held-b",
              number(left + begin),
              number(wide),
              text,
              fits ? stay.address().toString() : "",
              shade % 2 == 0 ? "inside" : "inside on-b"));
      shade++;
      free = begin + wide + GAP;
    }
    return new Picture(left + width, List.copyOf(blocks), addresses.size());
  }

  private static double place(Instant at, Instant from, Duration time) {
    double share = (double) Duration.between(from, at).toMillis() / time.toMillis();
    return Math.max(0, Math.min(1, share));
  }

  /** In the form that SVG reads, whatever the language. */
  private static String number(double value) {
    return Double.toString(Math.round(value * 10) / 10.0);
  }
}
