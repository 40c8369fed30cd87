package io.github.scrappyddns.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes: standard output, or a file that is rotated at 1 MB with the 5 newest kept.
 *
 * <p>The level is that of our own packages. Libraries only log when something is wrong: at their
 * DEBUG they would print requests, and with them tokens.
 */
public final class Logs {
  /** What the names of our own loggers begin with: the root of our packages. */
  private static final String PROGRAM = "io.github.scrappyddns";

  /** The logger of the alerts that have no channel to go to. */
  public static final String ALERTS = PROGRAM + ".alerts";

  private static final int KEPT = 5;
  private static final FileSize ROTATED_AT = FileSize.valueOf("1MB");

  private Logs() {}

  /**
   * Begins to log.
   *
   * @throws SettingsException if the file cannot be written: it may be where all alerts go
   */
  public static void open(Settings.Level level, Optional<Path> file) throws SettingsException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender =
        file.isPresent() ? rotated(context, file.get()) : new ConsoleAppender<>();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(new LogLine());
    encoder.setCharset(UTF_8);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    if (!appender.isStarted()) {
      throw new SettingsException(List.of(unwritable(file.orElseThrow())));
    }
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    // Jetty's warnings mostly quote what callers wrote, tokens included, and each caller can write
    // a lot.
    context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
    context.getLogger("org.eclipse.jetty.server.AbstractConnector").setLevel(Level.WARN);
    context.getLogger(PROGRAM).setLevel(logback(level));
    // If no channel is configured, the log is the channel: the level does not apply to alerts.
    context.getLogger(ALERTS).setLevel(Level.WARN);
  }

  /** Says why we cannot log to a file, as far as can be seen without touching it. */
  public static Optional<String> problem(Path file) {
    Path target = file.toAbsolutePath();
    boolean writable =
        Files.exists(target)
            ? !Files.isDirectory(target) && Files.isWritable(target)
            : mayHold(target.getParent());
    return writable ? Optional.empty() : Optional.of(unwritable(file));
  }

  private static String unwritable(Path file) {
    return "LOG_FILE: " + file + " cannot be written";
  }

  /** Whether a directory can take a file, or can be made. */
  private static boolean mayHold(@Nullable Path directory) {
    if (directory == null) {
      return false;
    }
    return Files.exists(directory)
        ? Files.isDirectory(directory) && Files.isWritable(directory)
        : mayHold(directory.getParent());
  }

  /** Writes what is buffered and closes the file. */
  public static void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static RollingFileAppender<ILoggingEvent> rotated(LoggerContext context, Path file) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(file + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(KEPT);
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(ROTATED_AT);
    size.setCheckIncrement(Duration.buildByMilliseconds(10));
    size.start();
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(size);
    return appender;
  }

  private static Level logback(Settings.Level level) {
    return switch (level) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }
}
