package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Preferences;
import java.util.concurrent.CompletableFuture;

/** A channel of which this process knows the name alone: it is owed news, and told none here. */
record UnreadableChannel(String name, Preferences preferences, String why) implements Channel {
  @Override
  public boolean wants(String networkName) {
    return preferences.wants(networkName);
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    return CompletableFuture.completedFuture(DeliveryResult.badChannel("cannot be read: " + why));
  }
}
