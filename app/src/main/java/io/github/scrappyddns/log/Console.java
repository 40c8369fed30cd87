package io.github.scrappyddns.log;

import java.io.PrintStream;
import java.time.Duration;

/**
 * The way to say something on the streams of the process while it starts or ends. Where nobody
 * reads them, that is given up after a while: the rest must go on.
 */
public final class Console {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Console() {}

  /** Prints a line on standard output. */
  public static void tell(String text) {
    print(System.out, text);
  }

  /** Prints a line on standard error. */
  public static void complain(String text) {
    print(System.err, text);
  }

  private static void print(PrintStream stream, String text) {
    Thread printing = new Thread(() -> stream.println(text), "print");
    printing.setDaemon(true);
    printing.start();
    try {
      printing.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
