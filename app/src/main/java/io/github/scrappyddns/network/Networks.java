package io.github.scrappyddns.network;

import io.github.scrappyddns.network.RegistryTable.News;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the networks that may check in: token digest to network, in memory. The tokens of
 * the token list are asked first, those that were made on the pages second.
 *
 * <p>Reading takes no lock; a whole table is replaced when the token list or an order changes it.
 * Safe for use by several threads.
 */
public final class Networks {
  /** No order was taken over yet. */
  static final long NOTHING_YET = -1;

  /** The numbers of the networks, for who asked first. */
  private record Numbered(TokenIndex index, Steered steered, NetworkIds listed, NetworkIds all) {}

  private volatile TokenIndex byToken = new TokenIndex();
  private volatile Steered steered = Steered.NOTHING;
  private volatile @Nullable Numbered numbered;
  private volatile long version;

  /** When tokens that end were last looked at, by a clock that somebody may set. */
  private volatile long lookedAt;

  private long revision;
  private long ordered = NOTHING_YET;

  /** The network that a token opens. */
  public Optional<Network> find(Token token) {
    TokenDigest digest = token.digest();
    Network listed = byToken.find(digest);
    return Optional.ofNullable(listed == null ? steered.find(digest, lookedAt) : listed);
  }

  /** The network that a token of the token list opens. */
  public Optional<Network> findListed(Token token) {
    return findListed(token.digest());
  }

  /** The network that the token of this digest opens, if it is in the token list. */
  public Optional<Network> findListed(TokenDigest digest) {
    return Optional.ofNullable(byToken.find(digest));
  }

  /**
   * Hands over the network of each token of the token list, one with several tokens more than once;
   * and each that stays without that list.
   */
  public void forEach(Consumer<Network> consumer) {
    byToken.forEach(consumer);
    Steered known = steered;
    for (long id : known.kept()) {
      consumer.accept(new Network(id, known, 0));
    }
  }

  /** Hands over the network of each token of the token list alone. */
  void forEachListed(Consumer<Network> consumer) {
    byToken.forEach(consumer);
  }

  /** The numbers of all of them, for who lists them: kept from the first time on. */
  public NetworkIds ids() {
    return numbered().all;
  }

  /** Whether the token list names a network: then it says what it is called. */
  public boolean isListed(long id) {
    return numbered().listed.contains(id);
  }

  /** Whether a network was made on the pages, and stays without the token list. */
  public boolean isKept(long id) {
    return steered.keeps(id);
  }

  /** Whether there is a token that was made on the pages and lets somebody in. */
  public boolean hasMadeTokens() {
    return steered.hasGrants(lookedAt);
  }

  /** Whether it was ordered of any network after how long it is silent. */
  public boolean isAnyWatched() {
    return steered.isAny(settings -> settings.silentAfter() > 0);
  }

  /** Whether any network was given a time to be away in. */
  public boolean isAnyAway() {
    return steered.isAny(settings -> settings.maintenanceUntil() > 0);
  }

  /** What was ordered of a network. */
  public NetworkSettings settings(long id) {
    return steered.settings(id);
  }

  private Numbered numbered() {
    TokenIndex index = byToken;
    Steered orders = steered;
    Numbered known = numbered;
    if (known == null || known.index != index || known.steered != orders) {
      NetworkIds listed =
          known == null || known.index != index ? NetworkIds.of(index) : known.listed;
      known = new Numbered(index, orders, listed, listed.with(orders.kept()));
      numbered = known;
    }
    return known;
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

  /** The revision up to which orders were taken over; {@link #NOTHING_YET} at first. */
  synchronized long ordered() {
    return ordered;
  }

  /**
   * Gives networks of the token list the names that they have been given by other instances.
   *
   * @param since the revision behind which they were read; where another list is in force by now,
   *     which knows more, nothing is done
   * @param upTo the revision up to which they were read
   */
  synchronized void rename(Map<Long, String> names, long since, long upTo) {
    if (revision == since) {
      revision = upTo;
      byToken.rename(names);
      version++;
    }
  }

  /**
   * Takes over orders.
   *
   * @param upTo the revision up to which they were read
   * @param now epoch milliseconds
   */
  synchronized void take(News news, long upTo, long now) {
    lookedAt = now;
    if (ordered == news.since()) {
      ordered = upTo;
      if (!news.isEmpty()) {
        steered = steered.with(news);
        version++;
      }
    }
  }

  /**
   * Says what time it is, for tokens that end.
   *
   * @param now epoch milliseconds
   */
  void look(long now) {
    lookedAt = now;
  }
}
