package io.github.scrappyddns.steering.channel;

import java.util.Optional;

/**
 * A channel apart from the database that it is stored in. Printing it shows no secret.
 *
 * @param ofSettings whether the settings name it; then nothing else is known of it
 * @param kind the service's name; empty where it is not known
 * @param url the whole, with its secrets; empty where these were left out, or cannot be read
 * @param masked the URL without its secrets; empty where it is not known
 * @param networks which networks it is told of, as typed; empty for all
 */
public record ChannelCopy(
    String name,
    boolean ofSettings,
    String kind,
    Optional<String> url,
    String masked,
    String networks,
    boolean paused) {
  @Override
  public String toString() {
    return name;
  }
}
