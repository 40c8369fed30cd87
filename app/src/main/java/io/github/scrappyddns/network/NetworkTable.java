package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.spelling.NameKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of networks and token digests. What left the token list stays in them, and comes back
 * with its history when it is listed again. {@link Reconciliation} decides what is stored.
 */
public final class NetworkTable {
  /** Takes a network of the table. */
  public interface NetworkConsumer {
    void accept(long id, String name);
  }

  /** Takes a token of the table. */
  interface TokenConsumer {
    void accept(TokenDigest digest, long networkId);
  }

  /** So many rows are read at once: with very many, others use the connection in between. */
  private static final int PAGE = 5_000;

  private static final String INSERT =
      "INSERT INTO network (name, created_at, revision) VALUES (?, ?, ?) RETURNING id";

  /** SQLite gives the number after the greatest there is, which may be that of a removed one. */
  private static final String INSERT_BEHIND_ALL =
      "INSERT INTO network (id, name, created_at, revision) SELECT 1 + MAX("
          + "COALESCE((SELECT MAX(id) FROM network), 0),"
          + " COALESCE((SELECT MAX(network_id) FROM removed_network), 0)), ?, ?, ? RETURNING id";

  private final InstantSource clock;

  public NetworkTable(InstantSource clock) {
    this.clock = clock;
  }

  /** The network of an id that the database gave. */
  public Network byId(Transaction transaction, long id) {
    return find(transaction, id).orElseThrow();
  }

  /** The network of an id; empty where there is none, or it was removed. */
  public Optional<Network> find(Transaction transaction, long id) {
    return transaction.first(
        "SELECT name FROM network WHERE id = ?", row -> new Network(id, row.getString(1)), id);
  }

  /**
   * Keeps networks from being changed by other instances until the transaction ends, so that the
   * numbers of their events grow in the order in which they are stored. Waits for nobody: who is
   * held by another instance now is left out.
   *
   * @return those that nobody else can change
   */
  public Set<Long> hold(Transaction transaction, Set<Long> ids) {
    Set<Long> held =
        new HashSet<>(
            transaction.list(
                "SELECT id FROM network WHERE id = ANY(?) ORDER BY id"
                    + " FOR NO KEY UPDATE SKIP LOCKED",
                row -> row.getLong(1),
                (Object) ids.stream().mapToLong(Long::longValue).toArray()));
    Set<Long> missing = new HashSet<>(ids);
    missing.removeAll(held);
    if (!missing.isEmpty()) {
      // One that is not there any more is nobody's.
      held.addAll(missing);
      transaction.forEach(
          "SELECT id FROM network WHERE id = ANY(?)",
          row -> held.remove(row.getLong(1)),
          (Object) missing.stream().mapToLong(Long::longValue).toArray());
    }
    return held;
  }

  /**
   * Keeps all others away from a network until the transaction ends; waits for who is just storing
   * a change of it.
   *
   * @return its name; empty where there is no such network
   */
  public Optional<String> lock(Transaction writing, long id) {
    return writing.first(
        "SELECT name FROM network WHERE id = ?" + (writing.speaksInSets() ? " FOR UPDATE" : ""),
        row -> row.getString(1),
        id);
  }

  /** The networks whose names have a key in common, in the order of their ids. */
  public List<Network> named(Database database, String key) {
    List<Network> found = new ArrayList<>();
    for (long behind = -1, last = 0; last > behind; ) {
      behind = last;
      long page = behind;
      last =
          database.read(
              reading ->
                  networks(
                      reading,
                      page,
                      (id, name) -> {
                        if (NameKey.of(name).equals(key)) {
                          found.add(new Network(id, name));
                        }
                      }));
    }
    return found;
  }

  /** Forgets a network that nothing refers to any more but its tokens. */
  public void remove(Transaction writing, long id) {
    writing.update("DELETE FROM token WHERE network_id = ?", id);
    writing.update("DELETE FROM network WHERE id = ?", id);
  }

  /** How many tokens of token lists opened a network at any time. */
  public int tokenCount(Transaction transaction) {
    return transaction.first("SELECT COUNT(*) FROM token", row -> row.getInt(1)).orElseThrow();
  }

  /** The greatest id of a network; 0 where there is none. */
  long greatestId(Transaction transaction) {
    return transaction.first("SELECT MAX(id) FROM network", row -> row.getLong(1)).orElseThrow();
  }

  /**
   * Hands over a page of networks, in the order of their ids.
   *
   * @param behind the last id of the page before; at first 0
   * @return the last id of this page; {@code behind} where there are no more
   */
  public long networks(Transaction transaction, long behind, NetworkConsumer consumer) {
    long[] last = {behind};
    transaction.forEach(
        "SELECT id, name FROM network WHERE id > ? ORDER BY id LIMIT " + PAGE,
        row -> {
          last[0] = row.getLong(1);
          consumer.accept(last[0], row.getString(2));
        },
        behind);
    return last[0];
  }

  /**
   * Hands over a page of tokens, in the order of their digests.
   *
   * @param behind the last digest of the page before, in hexadecimal digits; at first empty
   * @return the last digest of this page; {@code behind} where there are no more
   */
  String tokens(Transaction transaction, String behind, TokenConsumer consumer) {
    String[] last = {behind};
    transaction.forEach(
        "SELECT digest, network_id FROM token WHERE digest > ? ORDER BY digest LIMIT " + PAGE,
        row -> {
          last[0] = row.getString(1);
          consumer.accept(TokenDigest.ofHex(last[0]), row.getLong(2));
        },
        behind);
    return last[0];
  }

  /**
   * Hands over a page of the networks that were stored or renamed behind a revision, as {@link
   * #networks} does.
   */
  long networksSince(
      Transaction transaction, long revision, long behind, NetworkConsumer consumer) {
    long[] last = {behind};
    transaction.forEach(
        "SELECT id, name FROM network WHERE revision > ? AND id > ? ORDER BY id LIMIT " + PAGE,
        row -> {
          last[0] = row.getLong(1);
          consumer.accept(last[0], row.getString(2));
        },
        revision,
        behind);
    return last[0];
  }

  /** Stores a new network; gives its id, which none had before. */
  public long insert(Transaction transaction, String name, long revision) {
    return transaction
        .first(
            transaction.speaksInSets() ? INSERT : INSERT_BEHIND_ALL,
            row -> row.getLong(1),
            name,
            clock.millis(),
            revision)
        .orElseThrow();
  }

  /** Gives a network another name. */
  public void rename(Transaction transaction, long id, String name, long revision) {
    transaction.update(
        "UPDATE network SET name = ?, revision = ? WHERE id = ?", name, revision, id);
  }

  /** Stores a token that the table did not know. */
  void enter(Transaction transaction, TokenDigest digest, long networkId) {
    transaction.update(
        "INSERT INTO token (digest, network_id) VALUES (?, ?)", digest.hex(), networkId);
  }

  /** Makes a token that the table knows a key to another network. */
  void move(Transaction transaction, TokenDigest digest, long networkId) {
    transaction.update("UPDATE token SET network_id = ? WHERE digest = ?", networkId, digest.hex());
  }
}
