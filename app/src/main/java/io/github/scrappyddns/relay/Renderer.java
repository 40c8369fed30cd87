package io.github.scrappyddns.relay;

import io.github.scrappyddns.address.AddressText;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.outbox.Delivery;
import io.github.scrappyddns.timeline.Story;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Instant;
import java.util.Optional;

/** Turns a debt into its alert, from what the timeline says at that moment. */
public final class Renderer {
  private final NetworkTable networks;
  private final Timeline timeline;
  private final Digest digest;

  public Renderer(NetworkTable networks, Timeline timeline, Digest digest) {
    this.networks = networks;
    this.timeline = timeline;
    this.digest = digest;
  }

  /** An alert and the network that it tells of. */
  record News(Network network, Alert alert) {
    /** Why an attempt failed, without what a service may have quoted of the news. */
    String withoutNews(DeliveryResult result) {
      String reason = result.reason();
      for (String line : alert.body().lines().toList()) {
        reason = reason.replace(line, "…");
      }
      return AddressText.withoutLiterals(reason.replace(network.name(), "…"));
    }
  }

  /** The news; empty where the debt covers no event that anybody is told. */
  Optional<News> render(Transaction transaction, Delivery delivery, long now) {
    Story story =
        timeline.story(
            transaction, delivery.networkId(), delivery.paidEvent(), delivery.owedEvent());
    if (story.isEmpty()) {
      return Optional.empty();
    }
    Network network = networks.byId(transaction, delivery.networkId());
    Alert alert =
        digest.alert(
            network,
            story,
            delivery.unsure(),
            delivery.pace().told(now).pause(),
            Instant.ofEpochMilli(now));
    return Optional.of(new News(network, alert));
  }
}
