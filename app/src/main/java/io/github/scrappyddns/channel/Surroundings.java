package io.github.scrappyddns.channel;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What channels are given to reach the world.
 *
 * @param manner of every call
 * @param services where a service of the Internet is reached, from its own address: a test puts its
 *     own server there
 */
record Surroundings(HttpSender.Manner manner, UnaryOperator<URI> services) {

  /** A sender of one's own. */
  HttpSender sender() {
    return new HttpSender(manner);
  }

  InstantSource clock() {
    return manner.clock();
  }

  URI service(String address) {
    return services.apply(URI.create(address));
  }
}
