package io.github.scrappyddns.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The way from Logback to the writer: sums up what repeats and never waits. */
final class LogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

  private final Repetitions repetitions;
  private final LogLine layout;
  private final LogWriter writer;
  private final InstantSource clock;

  LogAppender(LogTarget target, InstantSource clock) {
    this.clock = clock;
    this.repetitions = new Repetitions(clock);
    this.layout = new LogLine();
    this.writer = new LogWriter(target, layout, clock).start();
  }

  LogWriter writer() {
    return writer;
  }

  @Override
  protected void append(ILoggingEvent event) {
    sumUp();
    if (repetitions.admit(event)) {
      writer.offer(layout.of(event), event.getLevel().isGreaterOrEqual(Level.WARN));
    }
  }

  /** Tells what was held back in a minute that is over. */
  void sumUp() {
    tell(repetitions.due());
  }

  private void tell(List<Repetitions.Sum> sums) {
    for (Repetitions.Sum sum : sums) {
      writer.offer(layout.of(clock.instant(), sum.level(), sum.logger(), sum.text()), true);
    }
  }

  /**
   * Writes an alert, line by line, and waits until it is written.
   *
   * @return whether it is; where not, it may be later
   */
  boolean alert(String logger, String text, Duration patience) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .forEach(line -> lines.append(layout.of(clock.instant(), Level.WARN, logger, line)));
    return writer.write(lines.toString(), patience);
  }

  /** Writes what waits; gives up where that takes too long. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      tell(repetitions.rest());
      writer.close(PATIENCE_AT_THE_END);
    }
  }
}
