package io.github.scrappyddns.outbox;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How events become debts: one row for each channel and network, whatever was owed before.
 * Stateless but for its settings.
 */
final class Owing {
  /** The events of one network in one transaction. */
  private record Span(Network network, long first, long last) {}

  private record Owed(String channel, Span span) {
    long networkId() {
      return span.network.id();
    }

    long paidEvent() {
      return span.first - 1;
    }

    long owedEvent() {
      return span.last;
    }
  }

  /** The network had changed nothing for long enough. */
  private static final String RESTED =
      " WHEN excluded.owed_at - delivery.owed_at >= " + Pace.REST.toMillis();

  // Of a row that is paid, next_attempt_at says when the channel may be told again.
  private static final String OWE =
      "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
          + " next_attempt_at, lease_until, attempts, unsure, simplified, owed_at)";

  // Asked in the transaction that holds the network: an order to pause it comes before, or after.
  private static final String UNLESS_PAUSED =
      " WHERE NOT EXISTS (SELECT 1 FROM steered_network AS steered"
          + " WHERE steered.network_id = %s AND steered.paused = 1)";

  private static final String OWE_ONE =
      OWE + " SELECT ?, ?, ?, ?, 0, ?, 0, 0, 0, 0, ?" + String.format(UNLESS_PAUSED, "?");

  private static final String OWE_ALL =
      OWE
          + " SELECT channel, network_id, paid_event, owed_event, 0, ?, 0, 0, 0, 0, ?"
          + " FROM unnest(?, ?, ?, ?) AS owed (channel, network_id, paid_event, owed_event)"
          + String.format(UNLESS_PAUSED, "owed.network_id");

  private static final String UNLESS_OWED =
      " ON CONFLICT (channel, network_id) DO UPDATE SET"
          + " paid_event = CASE WHEN delivery.owed_event > delivery.paid_event"
          + "   THEN delivery.paid_event ELSE excluded.paid_event END,"
          + " owed_event = excluded.owed_event,"
          + " owed_at = excluded.owed_at,"
          + " calm = CASE"
          + RESTED
          + " THEN 0 ELSE delivery.calm END,"
          + " next_attempt_at = CASE"
          + "   WHEN delivery.owed_event > delivery.paid_event THEN delivery.next_attempt_at"
          + "   WHEN delivery.paid_at > excluded.next_attempt_at THEN excluded.next_attempt_at"
          + RESTED
          + "   AND delivery.paid_at + ? > excluded.next_attempt_at THEN delivery.paid_at + ?"
          + RESTED
          + "   THEN excluded.next_attempt_at"
          + "   WHEN delivery.next_attempt_at > excluded.next_attempt_at"
          + "   THEN delivery.next_attempt_at"
          + "   ELSE excluded.next_attempt_at END";

  private final ChannelsInForce channels;
  private final long alertIntervalMillis;

  Owing(ChannelsInForce channels, long alertIntervalMillis) {
    this.channels = channels;
    this.alertIntervalMillis = alertIntervalMillis;
  }

  /**
   * Owes events, given in their order, to every channel that wants them; of a network that is
   * paused nothing is owed.
   */
  void owe(Transaction transaction, List<OwedEvent> news, long at) {
    List<Owed> all = owed(news);
    if (transaction.speaksInSets()) {
      oweAll(transaction, all, at);
      return;
    }
    for (Owed one : all) {
      transaction.update(
          OWE_ONE + UNLESS_OWED,
          one.channel,
          one.networkId(),
          one.paidEvent(),
          one.owedEvent(),
          at,
          at,
          one.networkId(),
          alertIntervalMillis,
          alertIntervalMillis);
    }
  }

  private void oweAll(Transaction transaction, List<Owed> all, long at) {
    if (!all.isEmpty()) {
      transaction.update(
          OWE_ALL + UNLESS_OWED,
          at,
          at,
          all.stream().map(Owed::channel).toArray(String[]::new),
          all.stream().mapToLong(Owed::networkId).toArray(),
          all.stream().mapToLong(Owed::paidEvent).toArray(),
          all.stream().mapToLong(Owed::owedEvent).toArray(),
          alertIntervalMillis,
          alertIntervalMillis);
    }
  }

  /** A row for each channel and network, in one order: else two instances wait for each other. */
  private List<Owed> owed(List<OwedEvent> news) {
    Map<Long, Span> spans = new TreeMap<>();
    for (OwedEvent one : news) {
      spans.merge(
          one.network().id(),
          new Span(one.network(), one.event(), one.event()),
          (before, after) -> new Span(before.network, before.first, after.last));
    }
    List<Owed> all = new ArrayList<>();
    List<? extends Channel> inOrder =
        channels.all().stream().sorted(Comparator.comparing(Channel::name)).toList();
    for (Channel channel : inOrder) {
      for (Span span : spans.values()) {
        if (channel.wants(span.network.name())) {
          all.add(new Owed(channel.name(), span));
        }
      }
    }
    return all;
  }
}
