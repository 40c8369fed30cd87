package io.github.scrappyddns.steering.device;

import io.github.scrappyddns.channel.registry.DeviceUrl;

/**
 * A browser that has subscribed, as it says of itself. Printing it shows no secret.
 *
 * @param endpoint where its push service takes messages
 * @param p256dh its public key, in Base64
 * @param auth the secret that it shares with us, in Base64
 * @param id what it calls itself: letters and digits that it has drawn
 * @param name what its owner calls it; empty for what it is called already
 * @param dashboard the address at which it shows the dashboard
 */
public record Device(
    String endpoint, String p256dh, String auth, String id, String name, String dashboard) {
  DeviceUrl.Offer offer() {
    return new DeviceUrl.Offer(endpoint, p256dh, auth, id, name, dashboard);
  }

  @Override
  public String toString() {
    return "a browser";
  }
}
