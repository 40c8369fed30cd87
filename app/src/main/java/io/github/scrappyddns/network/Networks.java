package io.github.scrappyddns.network;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the networks that may check in: token digest to network, in memory.
 *
 * <p>Reading takes no lock; the whole map is replaced when the token list changes. Safe for use by
 * several threads.
 */
public final class Networks {
  private volatile Map<TokenDigest, Network> byToken = Map.of();

  /** The network that a token is a key to. */
  public Optional<Network> find(Token token) {
    @Nullable Network network = byToken.get(token.digest());
    return Optional.ofNullable(network);
  }

  /** Puts another registry into force; the map must not change afterwards. */
  public void replace(Map<TokenDigest, Network> registry) {
    byToken = registry;
  }
}
