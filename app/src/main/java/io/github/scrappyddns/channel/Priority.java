package io.github.scrappyddns.channel;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.Locale;

/** How loud an alert is; each service has its own scale for it. */
public enum Priority {
  MIN(-2),
  LOW(-1),
  NORMAL(0),
  HIGH(1),
  EMERGENCY(2);

  private final int level;

  Priority(int level) {
    this.level = level;
  }

  /** From -2 to 2, as Pushover and Prowl have it. */
  public int level() {
    return level;
  }

  /** The numbers that a service's users know. */
  public enum Scale {
    /** Words only. */
    WORDS,
    /** 1 to 5, as ntfy has it. */
    ONE_TO_FIVE,
    /** -2 to 2, as Pushover and Prowl have it. */
    AROUND_ZERO,
    /** 0 to 10, as Gotify has it. */
    ZERO_TO_TEN
  }

  /**
   * The priority that a word, or a number on the service's scale, stands for.
   *
   * @throws ChannelUrlException if it is neither
   */
  public static Priority parse(String text, Scale scale) {
    if (text.matches("-?\\d{1,2}")) {
      return ofNumber(Integer.parseInt(text), scale);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "min", "lowest" -> MIN;
      case "low", "moderate" -> LOW;
      case "normal", "default" -> NORMAL;
      case "high" -> HIGH;
      case "emergency", "urgent", "max" -> EMERGENCY;
      default -> throw unknown(scale);
    };
  }

  private static Priority ofNumber(int number, Scale scale) {
    int index =
        switch (scale) {
          case WORDS -> -1;
          case ONE_TO_FIVE -> number - 1;
          case AROUND_ZERO -> number + 2;
          case ZERO_TO_TEN -> ofTen(number);
        };
    if (index < 0 || index >= values().length) {
      throw unknown(scale);
    }
    return values()[index];
  }

  /** Gotify's phones show nothing at 0, an icon up to 3, make a sound up to 7, vibrate above. */
  private static int ofTen(int number) {
    if (number <= 0 || number > 10) {
      return number == 0 ? 0 : -1;
    }
    return number == 10 ? 4 : 1 + number / 4;
  }

  private static ChannelUrlException unknown(Scale scale) {
    String numbers =
        switch (scale) {
          case WORDS -> "";
          case ONE_TO_FIVE -> ", or 1 to 5";
          case AROUND_ZERO -> ", or -2 to 2";
          case ZERO_TO_TEN -> ", or 0 to 10";
        };
    return new ChannelUrlException(
        "priority= must be min, low, normal, high or emergency" + numbers);
  }
}
