package io.github.scrappyddns.channel.program;

import io.github.scrappyddns.channel.DeliveryResult;
import java.util.function.UnaryOperator;

/**
 * The number that a program ends with, and what it means: 0 and what {@code sysexits.h}, {@code
 * timeout(1)} and shells say by it.
 */
record ExitStatus(int number) {
  private static final int TIMED_OUT = 124;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private static final int SIGNAL = 128;

  /** {@code EX_TEMPFAIL}: "temporary failure, user is invited to retry". */
  private static final int TRY_AGAIN = 75;

  /**
   * What it means for the alert.
   *
   * @param said the program's own words, or nothing
   * @param patient what becomes of a result that nobody chose, and that may go on for ever
   */
  DeliveryResult result(String said, UnaryOperator<DeliveryResult> patient) {
    String told = "exit status " + number + hint() + (said.isEmpty() ? "" : ": " + said);
    if (number == 0) {
      return DeliveryResult.delivered(told);
    }
    if (number == TRY_AGAIN || number == TIMED_OUT) {
      return DeliveryResult.retry(told);
    }
    // It was ended in the midst of its work, by whoever was short of memory or shuts down.
    return number > SIGNAL
        ? patient.apply(DeliveryResult.unsure(told))
        : DeliveryResult.badChannel(told);
  }

  private String hint() {
    if (number > SIGNAL) {
      return " (ended by signal " + (number - SIGNAL) + ")";
    }
    return switch (number) {
      case TRY_AGAIN -> " (try again)";
      case TIMED_OUT -> " (something took too long)";
      case NOT_EXECUTABLE -> " (something that it calls may not be run)";
      case NOT_FOUND -> " (something that it calls is not there)";
      default -> "";
    };
  }
}
