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
  Steered with(News news, long now) {
    Map<Long, SteeredNetwork> allNetworks = new HashMap<>(networks);
    Map<TokenDigest, Grant> allGrants = new HashMap<>(grants);
    news.removed().forEach(allNetworks::remove);
    allGrants.values().removeIf(grant -> news.removed().contains(grant.networkId()));
    news.networks().forEach(one -> allNetworks.put(one.id(), one));
    allGrants.putAll(news.grants());
    return new Steered(allNetworks, goodOf(allGrants, now));
  }

  /** The same without the tokens that have ended. */
  Steered at(long now) {
    boolean allGood = grants.values().stream().allMatch(grant -> isGood(grant, now));
    return allGood ? this : new Steered(networks, goodOf(new HashMap<>(grants), now));
  }

  private static Map<TokenDigest, Grant> goodOf(Map<TokenDigest, Grant> all, long now) {
    all.values().removeIf(grant -> !isGood(grant, now));
    return all;
  }

  private static boolean isGood(Grant grant, long now) {
    return grant.endsAt() == 0 || grant.endsAt() > now;
  }

  /** The network that a digest opens; null where it opens none. */
  @Nullable Network find(TokenDigest digest) {
    Grant grant = grants.get(digest);
    // A look may have read the token, and not yet the network that was made before it.
    return grant == null || !networks.containsKey(grant.networkId())
        ? null
        : new Network(grant.networkId(), this, 0);
  }

  boolean hasGrants() {
    return !grants.isEmpty();
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
