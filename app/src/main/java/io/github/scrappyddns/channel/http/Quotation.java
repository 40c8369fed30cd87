package io.github.scrappyddns.channel.http;

/** What a server said, made fit for a log line: short, and without control characters. */
public final class Quotation {
  private static final int LONGEST = 120;

  private Quotation() {}

  public static String of(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
