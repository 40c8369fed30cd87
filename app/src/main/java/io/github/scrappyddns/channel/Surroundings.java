package io.github.scrappyddns.channel;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What channels are given to reach the world.
 *
 * @param senders gives each channel a sender of its own
 * @param services where a service of the Internet is reached, from its own address: a test puts its
 *     own server there
 */
record Surroundings(
    InstantSource clock, Supplier<HttpSender> senders, UnaryOperator<URI> services) {

  HttpSender sender() {
    return senders.get();
  }

  URI service(String address) {
    return services.apply(URI.create(address));
  }
}
