package io.github.scrappyddns.outbox;

/**
 * A debt that a lane has claimed: tell this channel what happened to this network.
 *
 * @param paidEvent the channel knows everything up to here
 * @param owedEvent and must be told everything up to here
 * @param attempts how many attempts failed before this one
 * @param unsure whether an earlier attempt may have arrived
 * @param simplified whether an earlier attempt was refused because of its content
 * @param pace how often the channel was told of the network before
 * @param lease by which the debt belongs to its claimant; also the key to settle it
 */
public record Delivery(
    String channel,
    long networkId,
    long paidEvent,
    long owedEvent,
    int attempts,
    boolean unsure,
    boolean simplified,
    Pace pace,
    Lease lease) {

  /** The debt after a failed attempt; {@code arrived} if it may have arrived all the same. */
  public Delivery failed(boolean arrived) {
    return new Delivery(
        channel,
        networkId,
        paidEvent,
        owedEvent,
        attempts + 1,
        unsure || arrived,
        simplified,
        pace,
        lease);
  }

  /** The debt after the channel refused the alert's content: the next alert says less. */
  public Delivery refused() {
    return new Delivery(
        channel, networkId, paidEvent, owedEvent, attempts + 1, unsure, true, pace, lease);
  }
}
