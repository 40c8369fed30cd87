package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Channel;

/**
 * A channel as a person typed it, read. Printing it shows no secret.
 *
 * @param url the whole, with its secrets, and with the networks that were asked for
 * @param kind the service's name
 * @param networks which networks it is told of, as typed; empty for all
 */
public record TypedChannel(String url, String kind, String networks, Channel channel) {
  @Override
  public String toString() {
    return channel.name();
  }
}
