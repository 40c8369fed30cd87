package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Request;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trace that refused calls leave in the log: one line for each caller and reason in an hour, so
 * that a mistyped token shows, and a thousand guesses do not. Never says what the call held. Safe
 * for use by several threads.
 */
public final class RefusedCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);

  private final ProxyRule proxies;
  private final HourlyLog hourly;

  public RefusedCalls(ProxyRule proxies, InstantSource clock) {
    this.proxies = proxies;
    hourly = new HourlyLog(clock);
  }

  /**
   * Notes a refusal.
   *
   * @param reason one of few, in words that end a sentence
   * @return who called, as far as that can be trusted; otherwise the proxy
   */
  public PublicAddress note(Request request, String reason) {
    PublicAddress caller = proxies.caller(request).address().orElse(request.peer());
    note(caller, reason);
    return caller;
  }

  /** The same of a call that did not get as far as a request. */
  public void note(PublicAddress caller, String reason) {
    tell(caller.subscriber() + " " + reason, caller, reason);
  }

  /** Notes a cause that many callers share: once an hour, with the first of them. */
  public void noteCause(PublicAddress caller, String cause) {
    tell(cause, caller, cause);
  }

  private void tell(String thing, PublicAddress caller, String reason) {
    if (LOG.isInfoEnabled() && hourly.isDue(thing)) {
      LOG.info("Refused a call from {}: {}", caller, reason);
    }
  }
}
