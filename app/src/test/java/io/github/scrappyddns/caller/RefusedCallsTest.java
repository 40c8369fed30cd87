package io.github.scrappyddns.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusedCallsTest {
  private final HandClock clock = new HandClock();
  private final RefusedCalls refused = new RefusedCalls(new ProxyRule(0, List.of()), clock);
  private final CapturedLog log = new CapturedLog(RefusedCalls.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void each_caller_and_reason_is_told_once_an_hour() {
    for (int i = 0; i < 5; i++) {
      note("203.0.113.7", "no such token or path");
      note("203.0.113.7", "it names too many hosts at once");
      note("203.0.113.8", "no such token or path");
      note("2001:db8::1", "no such token or path");
      note("2001:db8::2", "no such token or path");
    }
    assertThat(log.lines())
        .containsExactly(
            "INFO Refused a call from 203.0.113.7: no such token or path",
            "INFO Refused a call from 203.0.113.7: it names too many hosts at once",
            "INFO Refused a call from 203.0.113.8: no such token or path",
            "INFO Refused a call from 2001:db8::1: no such token or path");
    clock.advance(Duration.ofHours(1));
    note("203.0.113.7", "no such token or path");
    assertThat(log.lines()).hasSize(5);
  }

  @Test
  void many_callers_cannot_fill_the_log() {
    for (int i = 0; i < 5000; i++) {
      note("2001:db8:" + Integer.toHexString(i) + "::1", "no such token or path");
    }
    assertThat(log.lines()).hasSize(1000);
  }

  private void note(String caller, String reason) {
    refused.note(PublicAddress.parse(caller).orElseThrow(), reason);
  }
}
