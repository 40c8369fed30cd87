package io.github.scrappyddns.network;

import io.github.scrappyddns.network.RegistryTable.Grant;
import io.github.scrappyddns.network.RegistryTable.News;
import io.github.scrappyddns.network.RegistryTable.SteeredNetwork;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people ordered of networks on the pages, in memory: some thousand rows at most, beside the
 * index of the token list. Immutable: an order makes another one.
 */
final class Steered implements Network.Names {
  static final Steered NOTHING = new Steered(Map.of(), Map.of());

  private final Map<Long, SteeredNetwork> networks;
  private final Map<TokenDigest, Grant> grants;

  private Steered(Map<Long, SteeredNetwork> networks, Map<TokenDigest, Grant> grants) {
    this.networks = networks;
    this.grants = grants;
  }

  /** The same with what was ordered since. */
  Steered with(News news) {
    Map<Long, SteeredNetwork> allNetworks = new HashMap<>(networks);
    Map<TokenDigest, Grant> allGrants = new HashMap<>(grants);
    news.removed().forEach(allNetworks::remove);
    allGrants.values().removeIf(grant -> news.removed().contains(grant.networkId()));
    news.networks().forEach(one -> allNetworks.put(one.id(), one));
    allGrants.putAll(news.grants());
    return new Steered(allNetworks, allGrants);
  }

  /**
   * The network that a digest opens; null where it opens none.
   *
   * @param now epoch milliseconds
   */
  @Nullable Network find(TokenDigest digest, long now) {
    Grant grant = grants.get(digest);
    // A look may have read the token, and not yet the network that was made before it.
    return grant == null || !grant.isGood(now) || !networks.containsKey(grant.networkId())
        ? null
        : new Network(grant.networkId(), this, 0);
  }

  /** Whether a token lets somebody in. */
  boolean hasGrants(long now) {
    return grants.values().stream().anyMatch(grant -> grant.isGood(now));
  }

  NetworkSettings settings(long id) {
    SteeredNetwork known = networks.get(id);
    return known == null ? NetworkSettings.NONE : known.settings();
  }

  /** Whether there is a network whose settings are such. */
  boolean isAny(Predicate<NetworkSettings> such) {
    return networks.values().stream().map(SteeredNetwork::settings).anyMatch(such);
  }

  /** Whether a network stays without the token list. */
  boolean keeps(long id) {
    SteeredNetwork known = networks.get(id);
    return known != null && known.kept();
  }

  /** The numbers of the networks that stay without the token list. */
  long[] kept() {
    return networks.values().stream()
        .filter(SteeredNetwork::kept)
        .mapToLong(SteeredNetwork::id)
        .toArray();
  }

  @Override
  public String of(long id, int place) {
    SteeredNetwork known = networks.get(id);
    return known == null ? "" : known.name();
  }
}
