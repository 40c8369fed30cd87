package io.github.scrappyddns.steering.channel;

import java.util.Optional;

/**
 * What is to be changed of a channel; what is empty stays. Printing it shows no secret.
 *
 * @param url the whole of it, with its secrets
 * @param networks which networks it is told of; empty for all
 */
public record ChannelEdit(
    Optional<String> url, Optional<String> networks, Optional<Boolean> paused) {
  @Override
  public String toString() {
    return "ChannelEdit";
  }
}
