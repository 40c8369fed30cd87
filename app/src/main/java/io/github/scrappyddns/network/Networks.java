package io.github.scrappyddns.network;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the networks that may check in: token digest to network, in memory.
 *
 * <p>Reading takes no lock; the whole table is replaced when the token list changes. Safe for use
 * by several threads.
 */
public final class Networks {
  /** The numbers of an index, for who asked first. */
  private record Numbered(TokenIndex index, NetworkIds ids) {}

  private volatile TokenIndex byToken = new TokenIndex();
  private volatile @Nullable Numbered numbered;
  private volatile long version;
  private long revision;

  /** The network that a token opens. */
  public Optional<Network> find(Token token) {
    return Optional.ofNullable(byToken.find(token.digest()));
  }

  /** Hands over the network of each token: one with several tokens more than once. */
  public void forEach(Consumer<Network> consumer) {
    byToken.forEach(consumer);
  }

  /** The numbers of all of them, for who lists them: kept from the first time on. */
  public NetworkIds ids() {
    TokenIndex index = byToken;
    Numbered known = numbered;
    if (known == null || known.index != index) {
      known = new Numbered(index, NetworkIds.of(index));
      numbered = known;
    }
    return known.ids;
  }

  /** Puts a token list that is stored as a whole into force, in one step. */
  public synchronized void replace(Reconciliation list) {
    revision = list.known();
    byToken = list.registry();
    numbered = null;
    version++;
  }

  /** Another number each time other networks are in force, or they have other names. */
  public long version() {
    return version;
  }

  /** The revision up to which the names in force are those of the table. */
  synchronized long revision() {
    return revision;
  }

  /**
   * Gives networks the names that they have been given by other instances.
   *
   * @param since the revision behind which the names were read; where another list is in force by
   *     now, which knows more, nothing is done
   * @param upTo the revision up to which they were read
   */
  synchronized void rename(Map<Long, String> names, long since, long upTo) {
    if (revision == since) {
      revision = upTo;
      byToken.rename(names);
      version++;
    }
  }
}
