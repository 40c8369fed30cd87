package io.github.scrappyddns.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How a line of the log looks: {@code 2026-11-23 14:02:11 INFO ChangeWriter: …}, in the server's
 * zone. Logback's own patterns would generate a hundred and fifty classes at each start for this.
 */
final class LogLine {
  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  /** The line of an event, and the stack trace below it where there is one. */
  String of(ILoggingEvent event) {
    String line =
        of(
            event.getInstant(),
            event.getLevel(),
            event.getLoggerName(),
            event.getFormattedMessage());
    @Nullable IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? line : line + ThrowableProxyUtil.asString(thrown);
  }

  /**
   * A line, with what ends it.
   *
   * @param logger what it is of; its last word is shown
   */
  String of(Instant at, Level level, String logger, String text) {
    StringBuilder line = new StringBuilder(120);
    time.formatTo(at, line);
    line.append(' ').append(level).append(" ".repeat(6 - level.toString().length()));
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
    return line.append(text).append(System.lineSeparator()).toString();
  }
}
