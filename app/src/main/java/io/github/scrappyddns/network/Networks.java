package io.github.scrappyddns.network;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The registry of the networks that may check in: token digest to network, in memory.
 *
 * <p>Reading takes no lock; the whole table is replaced when the token list changes. Safe for use
 * by several threads.
 */
public final class Networks {
  private volatile TokenIndex byToken = new TokenIndex();

  /** The network that a token opens. */
  public Optional<Network> find(Token token) {
    return Optional.ofNullable(byToken.find(token.digest()));
  }

  /** Hands over the network of each token: one with several tokens more than once. */
  public void forEach(Consumer<Network> consumer) {
    byToken.forEach(consumer);
  }

  /** Puts a token list that is stored as a whole into force, in one step. */
  public void replace(Reconciliation list) {
    byToken = list.registry();
  }
}
