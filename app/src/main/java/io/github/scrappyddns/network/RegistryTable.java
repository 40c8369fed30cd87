package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of what people ordered of networks on the pages: what is kept and how, which tokens
 * were made, what was removed. Each write leaves a revision in its row. Stateless.
 */
public final class RegistryTable {
  /** The furthest that the end of a token can lie ahead. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private static final Horizon OF_AN_END = new Horizon(LONGEST_OVERLAP);

  /**
   * A token that was made on the pages; the token itself is not known.
   *
   * @param start its first characters, so that its owner recognises it
   * @param createdAt epoch milliseconds
   * @param endsAt the same; 0 where it has no end
   */
  public record MadeToken(long id, long networkId, String start, long createdAt, long endsAt) {
    /** Whether it still lets in. */
    public boolean isGood(long now) {
      return endsAt == 0 || OF_AN_END.heed(endsAt, now) > now;
    }
  }

  /** A network of which something was ordered. */
  record SteeredNetwork(long id, String name, boolean kept, NetworkSettings settings) {}

  /**
   * A token that lets in until it ends; a clock may be wrong for a while, so it is asked each time.
   */
  record Grant(long networkId, long endsAt) {
    boolean isGood(long now) {
      return endsAt == 0 || OF_AN_END.heed(endsAt, now) > now;
    }
  }

  /** What was ordered behind a revision. */
  record News(
      long since,
      List<SteeredNetwork> networks,
      Map<TokenDigest, Grant> grants,
      Set<Long> removed) {
    boolean isEmpty() {
      return networks.isEmpty() && grants.isEmpty() && removed.isEmpty();
    }
  }

  /** What was ordered behind a revision, and up to the one that the transaction sees. */
  News since(Transaction reading, long revision) {
    List<SteeredNetwork> networks =
        reading.list(
            "SELECT n.id, n.name, s.kept, s.paused, s.silent_after, s.maintenance_until"
                + " FROM steered_network s JOIN network n ON n.id = s.network_id"
                + " WHERE s.revision > ?",
            row ->
                new SteeredNetwork(
                    row.getLong(1),
                    row.getString(2),
                    row.getInt(3) != 0,
                    new NetworkSettings(row.getInt(4) != 0, row.getLong(5), row.getLong(6))),
            revision);
    Map<TokenDigest, Grant> grants =
        reading
            .list(
                "SELECT digest, network_id, ends_at FROM made_token WHERE revision > ?",
                row ->
                    Map.entry(
                        TokenDigest.ofHex(row.getString(1)),
                        new Grant(row.getLong(2), row.getLong(3))),
                revision)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Set<Long> removed =
        new HashSet<>(
            reading.list(
                "SELECT network_id FROM removed_network WHERE revision > ?",
                row -> row.getLong(1),
                revision));
    return new News(revision, networks, grants, removed);
  }

  /** The revision of the last order about a network; 0 where there was none. */
  public long revision(Transaction reading, long id) {
    return reading
        .first(
            "SELECT revision FROM steered_network WHERE network_id = ?", row -> row.getLong(1), id)
        .orElse(0L);
  }

  /** The networks that were made on the pages. */
  Set<Long> kept(Transaction reading) {
    return new HashSet<>(
        reading.list(
            "SELECT network_id FROM steered_network WHERE kept = 1", row -> row.getLong(1)));
  }

  /** Whether any network was ever made or removed on the pages. */
  public boolean wasUsed(Transaction reading) {
    return reading
        .first(
            "SELECT 1 FROM steered_network WHERE kept = 1"
                + " UNION ALL SELECT 1 FROM removed_network LIMIT 1",
            row -> row.getInt(1))
        .isPresent();
  }

  /** Their names. */
  public List<String> keptNames(Transaction reading) {
    return reading.list(
        "SELECT n.name FROM steered_network s JOIN network n ON n.id = s.network_id"
            + " WHERE s.kept = 1",
        row -> row.getString(1));
  }

  /** What was ordered of a network. */
  public NetworkSettings settings(Transaction reading, long id) {
    return reading
        .first(
            "SELECT paused, silent_after, maintenance_until FROM steered_network"
                + " WHERE network_id = ?",
            row -> new NetworkSettings(row.getInt(1) != 0, row.getLong(2), row.getLong(3)),
            id)
        .orElse(NetworkSettings.NONE);
  }

  /**
   * Keeps a network from now on, whatever token lists say. What was ordered of it before counts no
   * more: who adds it expects to hear of it.
   */
  public void keep(Transaction writing, long id, long revision) {
    writing.update(
        "INSERT INTO steered_network (network_id, kept, revision) VALUES (?, 1, ?)"
            + " ON CONFLICT (network_id) DO UPDATE SET kept = 1, paused = 0, silent_after = 0,"
            + " maintenance_until = 0, revision = excluded.revision",
        id,
        revision);
  }

  /** Has all instances read a network anew. */
  public void touch(Transaction writing, long id, long revision) {
    writing.update("UPDATE steered_network SET revision = ? WHERE network_id = ?", revision, id);
  }

  /** Sets what is ordered of a network. */
  public void set(Transaction writing, long id, NetworkSettings settings, long revision) {
    writing.update(
        "INSERT INTO steered_network (network_id, paused, silent_after, maintenance_until, revision)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (network_id) DO UPDATE SET"
            + " paused = excluded.paused, silent_after = excluded.silent_after,"
            + " maintenance_until = excluded.maintenance_until, revision = excluded.revision",
        id,
        settings.paused() ? 1 : 0,
        settings.silentAfter(),
        settings.maintenanceUntil(),
        revision);
  }

  /** Stores a token. */
  public void insert(
      Transaction writing, long networkId, Token token, long createdAt, long revision) {
    insert(
        writing,
        token.digest(),
        new MadeToken(0, networkId, token.toString(), createdAt, 0),
        revision);
  }

  /** Stores a token of which only the digest is known; the database numbers it. */
  public void insert(Transaction writing, TokenDigest digest, MadeToken token, long revision) {
    writing.update(
        "INSERT INTO made_token (digest, start, network_id, created_at, ends_at, revision)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        digest.hex(),
        token.start(),
        token.networkId(),
        token.createdAt(),
        token.endsAt(),
        revision);
  }

  /** Has a token end at a time, in epoch milliseconds. */
  public void end(Transaction writing, long tokenId, long endsAt, long revision) {
    writing.update(
        "UPDATE made_token SET ends_at = ?, revision = ? WHERE id = ?", endsAt, revision, tokenId);
  }

  /** The tokens of a network that were made on the pages and still let in, the oldest first. */
  public List<MadeToken> tokens(Transaction reading, long networkId, long now) {
    return reading
        .list(
            "SELECT id, start, created_at, ends_at FROM made_token WHERE network_id = ?"
                + " ORDER BY id",
            row ->
                new MadeToken(
                    row.getLong(1), networkId, row.getString(2), row.getLong(3), row.getLong(4)),
            networkId)
        .stream()
        .filter(token -> token.isGood(now))
        .toList();
  }

  /** The network that a token opens which was made on the pages. */
  public Optional<Long> networkOf(Transaction reading, Token token) {
    return find(reading, token.digest()).map(MadeToken::networkId);
  }

  /** The token of a digest, if it was made on the pages; it may have ended. */
  public Optional<MadeToken> find(Transaction reading, TokenDigest digest) {
    return reading.first(
        "SELECT id, network_id, start, created_at, ends_at FROM made_token WHERE digest = ?",
        row ->
            new MadeToken(
                row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5)),
        digest.hex());
  }

  /** The digest of a token that was made on the pages. */
  public Optional<TokenDigest> digest(Transaction reading, long tokenId) {
    return reading.first(
        "SELECT digest FROM made_token WHERE id = ?",
        row -> TokenDigest.ofHex(row.getString(1)),
        tokenId);
  }

  /** Has a token open another network. */
  public void move(Transaction writing, long tokenId, long networkId, long revision) {
    writing.update(
        "UPDATE made_token SET network_id = ?, revision = ? WHERE id = ?",
        networkId,
        revision,
        tokenId);
  }

  /** How many tokens were made on the pages and have no end. */
  public int tokenCount(Transaction reading) {
    return reading
        .first("SELECT COUNT(*) FROM made_token WHERE ends_at = 0", row -> row.getInt(1))
        .orElseThrow();
  }

  /** Forgets what was ordered of a network, and notes that it is removed. */
  public void remove(Transaction writing, long id, long at, long revision) {
    writing.update("DELETE FROM made_token WHERE network_id = ?", id);
    writing.update("DELETE FROM steered_network WHERE network_id = ?", id);
    writing.update(
        "INSERT INTO removed_network (network_id, removed_at, revision) VALUES (?, ?, ?)"
            + " ON CONFLICT (network_id) DO UPDATE SET revision = excluded.revision",
        id,
        at,
        revision);
  }
}
