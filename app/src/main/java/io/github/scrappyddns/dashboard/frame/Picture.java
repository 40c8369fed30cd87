package io.github.scrappyddns.dashboard.frame;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.view.Hush;
import io.github.scrappyddns.view.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A row of blocks, one for each address that was held, and of hatching where nobody called. Two
 * shades take turns: what matters is where they meet. Blocks that would be too thin to see are
 * drawn as wide as can be seen, as long as there is room.
 *
 * @param addresses how many different ones there were
 * @param silences how often nobody called
 */
public record Picture(int width, List<Block> blocks, int addresses, int silences) {
  /**
   * One of them.
   *
   * @param shade the class that gives its colour
   * @param text what is said of it
   * @param inside what is written into it; empty where there is no room
   */
  public record Block(
      String shade, String x, String width, String text, String inside, String ink) {
    /** Whether it is hatching. */
    public boolean isSilence() {
      return shade.equals(SILENT);
    }
  }

  private static final String SILENT = "silent";
  private static final double GAP = 1;
  private static final double LEAST = 2;
  private static final double CHARACTER = 7.4;

  /** A part of a time, with what is said of it. */
  private record Part(String shade, Instant from, Instant to, String text, String inside) {}

  /**
   * Draws stays and silences.
   *
   * @param left where the time begins
   * @param width how much room there is from there
   */
  public static Picture of(
      List<Stay> stays,
      List<Hush> hushes,
      Instant from,
      Duration time,
      int left,
      int width,
      Times times) {
    List<Block> blocks = new ArrayList<>();
    double free = 0;
    for (Part part : parts(stays, hushes, times)) {
      double begin = Math.max(free, place(part.from, from, time) * width);
      double end = place(part.to, from, time) * width;
      if (end - free < LEAST && !blocks.isEmpty()) {
        continue; // Too many in too short a time: the table has them all.
      }
      double wide = Math.max(LEAST, end - begin) - GAP;
      boolean fits = part.inside.length() * CHARACTER + 16 < wide;
      blocks.add(
          new Block(
              part.shade,
              number(left + begin),
              number(wide),
              part.text,
              fits ? part.inside : "",
              part.shade.equals("held-b") ? "inside on-b" : "inside"));
      free = begin + wide + GAP;
    }
    Set<PublicAddress> addresses = new HashSet<>();
    stays.forEach(stay -> addresses.add(stay.address()));
    return new Picture(left + width, List.copyOf(blocks), addresses.size(), hushes.size());
  }

  /** Each stay, but for the time in which nobody called, and each of those times, in order. */
  private static List<Part> parts(List<Stay> stays, List<Hush> hushes, Times times) {
    List<Part> parts = new ArrayList<>();
    int shade = 0;
    int next = 0;
    for (Stay stay : stays) {
      String name = shade++ % 2 == 0 ? "held-a" : "held-b";
      String address = stay.address().toString();
      String text = address + ", " + times.when(stay.from()) + " – " + times.when(stay.to());
      Instant at = stay.from();
      while (next < hushes.size() && hushes.get(next).from().isBefore(stay.to())) {
        Hush hush = hushes.get(next++);
        if (hush.from().isAfter(at)) {
          parts.add(new Part(name, at, hush.from(), text, address));
        }
        parts.add(silence(hush, times));
        at = hush.to().isAfter(at) ? hush.to() : at;
      }
      if (at.isBefore(stay.to())) {
        parts.add(new Part(name, at, stay.to(), text, address));
      }
    }
    return parts;
  }

  private static Part silence(Hush hush, Times times) {
    String text = times.silence(hush.from(), hush.to());
    return new Part(SILENT, hush.from(), hush.to(), text, "");
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
