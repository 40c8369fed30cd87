package io.github.scrappyddns.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log of misconfigurations that reports each of them once an hour, however many calls hit it. */
public final class HourlyLog {
  private static final Logger LOG = LoggerFactory.getLogger(HourlyLog.class);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MOST = 100;

  private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public HourlyLog(InstantSource clock) {
    this.clock = clock;
  }

  void error(String cause) {
    long now = clock.millis();
    if (saidAt.size() >= MOST) {
      saidAt.clear();
    }
    boolean[] due = new boolean[1];
    saidAt.compute(
        cause,
        (key, last) -> {
          due[0] = last == null || now - last >= HOUR || now < last;
          return due[0] ? Long.valueOf(now) : last;
        });
    if (due[0]) {
      LOG.error("Misconfiguration, check-ins are answered 911: {}", cause);
    }
  }
}
