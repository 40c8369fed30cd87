package io.github.scrappyddns.command;

import io.github.scrappyddns.database.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What somebody who waits for long work sees of it: on a terminal a bar that is drawn anew in its
 * line, and is gone at the end; elsewhere a line every ten seconds. Nothing of what is over soon.
 *
 * <p>It goes to where errors go, so that what the work itself prints can be read by a program. Used
 * by one thread.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int BAR = 24;
  private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DRAWN_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  /** To the left margin, and what stands there away (ECMA-48). */
  private static final String ANEW = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;

  private long total;
  private long done;
  private long begun;
  private long next;
  private boolean drawn;

  ProgressLine(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /** Where this process prints errors. */
  static ProgressLine ofThisProcess() {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new ProgressLine(System.err, !dumb && errorsGoToTerminal(), System::nanoTime);
  }

  /** Java tells of input and output together, and from 22 on says yes to anything. */
  private static boolean errorsGoToTerminal() {
    try {
      Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return device.startsWith("/dev/pts")
          || device.toString().matches("/dev/(?:tty\\w*|console|hvc\\d+)");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // Not Linux: lines can be read everywhere.
    }
  }

  @Override
  public void begin(long rows) {
    total = rows;
    done = 0;
    begun = nanos.getAsLong();
    next = begun + (terminal ? FIRST_NANOS : LINE_NANOS);
  }

  @Override
  public void done(long rows) {
    done += rows;
    long now = nanos.getAsLong();
    if (now - next < 0) {
      return;
    }
    // Rows may have come while it was copied: there is no more than all.
    double part = total == 0 ? 1 : Math.min(1, (double) done / total);
    double perSecond = done * 1e9 / Math.max(1, now - begun);
    String figures =
        String.format(
            Locale.ROOT,
            "%3.0f %%, %,.0f rows/s, %s left",
            Math.floor(part * 100),
            perSecond,
            time(Math.max(0, total - done) / Math.max(1, perSecond)));
    if (terminal) {
      int full = (int) (part * BAR);
      out.print(ANEW + "[" + "=".repeat(full) + " ".repeat(BAR - full) + "] " + figures);
      out.flush();
      drawn = true;
      next = now + DRAWN_NANOS;
    } else {
      out.println(String.format(Locale.ROOT, "%,d of %,d rows, %s", done, total, figures.strip()));
      next = now + LINE_NANOS;
    }
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    long minutes = (whole + 59) / 60;
    return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (drawn) {
      out.print(ANEW);
      out.flush();
    }
  }
}
