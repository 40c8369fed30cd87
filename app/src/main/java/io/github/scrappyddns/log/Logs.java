package io.github.scrappyddns.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes: standard output, or a file. Whoever logs never waits: what is written too
 * slowly, or repeats, is counted instead.
 *
 * <p>The level is that of our own packages. Libraries only log when something is wrong: at their
 * DEBUG they would print requests, and with them tokens.
 */
public final class Logs {
  /** What the names of our own loggers begin with: the root of our packages. */
  private static final String PROGRAM = "io.github.scrappyddns";

  private static final String ALERTS = PROGRAM + ".alerts";
  private static final Duration PATIENCE_WITH_ALERTS = Duration.ofSeconds(5);

  private static volatile @Nullable LogAppender current;

  private Logs() {}

  /**
   * Begins to log, to the file or else to the standard output that the process was started with.
   *
   * @throws SettingsException if the file cannot be written: it may be where all alerts go
   */
  public static void open(Settings.Level level, Optional<Path> file) throws SettingsException {
    begin(level, file.isPresent() ? target(file.get()) : LogPlace.standard(FileDescriptor.out));
  }

  /** The same in a process of somebody else's, who may have put something behind {@code System}. */
  public static void openHosted(Settings.Level level, Optional<Path> file)
      throws SettingsException {
    begin(
        level,
        file.isPresent()
            ? target(file.get())
            : new StandardStream(Channels.newChannel(System.out), System.out));
  }

  private static LogTarget target(Path file) throws SettingsException {
    LogTarget target = LogPlace.of(file).target();
    if (target instanceof LogFile ours) {
      try {
        ours.open();
      } catch (IOException e) {
        String why = problem(file).orElse("LOG_FILE: " + file + " cannot be written: " + e);
        throw new SettingsException(List.of(why));
      }
    }
    return target;
  }

  private static void begin(Settings.Level level, LogTarget target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogAppender appender = new LogAppender(target, InstantSource.system());
    appender.setContext(context);
    appender.start();
    current = appender;
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    // Jetty's warnings mostly quote what callers wrote, tokens included, and each caller can write
    // a lot.
    context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
    context.getLogger("org.eclipse.jetty.server.AbstractConnector").setLevel(Level.WARN);
    context.getLogger(PROGRAM).setLevel(logback(level));
  }

  /** Says why we cannot log to a file, as far as can be seen without touching it. */
  public static Optional<String> problem(Path file) {
    return LogPlace.of(file)
        .problem()
        .map(why -> "LOG_FILE: " + file + " cannot be written: " + why);
  }

  /**
   * Says which of the service's other files a log would write to, or replace as it is rotated.
   *
   * @param others what they are, by their paths
   */
  public static Optional<String> conflict(Path file, Map<Path, String> others) {
    return LogPlace.of(file)
        .taken(others.keySet())
        .map(
            taken ->
                "LOG_FILE: "
                    + file
                    + " would be written to, or rotated to, "
                    + taken
                    + ", which is "
                    + others.get(taken)
                    + ": name another file");
  }

  /**
   * Writes an alert, at every level: where no channel is configured, the log is one.
   *
   * @return whether it is written by now; where not, it may be later
   */
  public static boolean alert(String text) {
    LogAppender appender = current;
    if (appender != null) {
      return appender.alert(ALERTS, text, PATIENCE_WITH_ALERTS);
    }
    LoggerFactory.getLogger(ALERTS).warn(text);
    return true;
  }

  /** Tells what repeated in a minute that is over; to be called from time to time. */
  public static void sumUp() {
    LogAppender appender = current;
    if (appender != null) {
      appender.sumUp();
    }
  }

  /** Opens the log file anew. */
  public static void reopen() {
    LogAppender appender = current;
    if (appender != null) {
      appender.writer().reopen();
    }
  }

  /** What is wrong with the log; empty while all is well. */
  public static Optional<String> trouble() {
    LogAppender appender = current;
    return appender == null ? Optional.empty() : appender.writer().trouble();
  }

  /** Writes what waits, as far as that is quickly done, and lets go of the file. */
  public static void close() {
    LogAppender appender = current;
    if (appender != null) {
      current = null;
      ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
      appender.stop();
    }
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
