package io.github.scrappyddns.channel.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How calls are made: their limits and their surroundings.
 *
 * @param total for one request and the whole of its answer
 * @param random numbers from 0 to 1
 * @param userAgent the name and version of this program
 * @param tls whom to trust
 * @param proxies by which calls go out
 */
public record Manner(
    Duration total,
    InstantSource clock,
    DoubleSupplier random,
    String userAgent,
    Supplier<SSLContext> tls,
    OutgoingProxies proxies) {
  public Manner trusting(Supplier<SSLContext> others) {
    return new Manner(total, clock, random, userAgent, others, proxies);
  }
}
