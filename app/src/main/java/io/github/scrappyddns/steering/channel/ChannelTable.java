package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.instance.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The channels that people have set up: their table. Stateless. */
public final class ChannelTable {
  private static final String SELECT =
      "SELECT id, name, kind, sealed, networks, paused FROM channel WHERE removed = 0";

  private final Revision revision = new Revision();

  /** All of them, in the order in which they were added. */
  List<StoredChannel> all(Transaction transaction) {
    return transaction.list(SELECT + " ORDER BY id", ChannelTable::channel);
  }

  Optional<StoredChannel> find(Transaction transaction, long id) {
    return transaction.first(SELECT + " AND id = ?", ChannelTable::channel, id);
  }

  /** The names of all of them. */
  public List<String> names(Transaction transaction) {
    return transaction.list("SELECT name FROM channel WHERE removed = 0", row -> row.getString(1));
  }

  /**
   * The names of those that were removed, where no other has the name now. None is added again
   * before the transaction ends.
   */
  List<String> removed(Transaction writing) {
    revision.hold(writing);
    return writing.list(
        "SELECT DISTINCT name FROM channel WHERE removed = 1"
            + " AND name NOT IN (SELECT name FROM channel WHERE removed = 0)",
        row -> row.getString(1));
  }

  /** Whether a name is among {@link #removed}. */
  public boolean isRemoved(Transaction writing, String name) {
    return removed(writing).contains(name);
  }

  /** The revision of the last order about a channel; 0 where there is none of this number. */
  long revision(Transaction transaction, long id) {
    return transaction
        .first("SELECT revision FROM channel WHERE id = ?", row -> row.getLong(1), id)
        .orElse(0L);
  }

  /** The revision of the newest row; 0 where there is none. */
  long newest(Transaction transaction) {
    return transaction
        .first("SELECT COALESCE(MAX(revision), 0) FROM channel", row -> row.getLong(1))
        .orElse(0L);
  }

  long insert(Transaction transaction, StoredChannel channel, long now, long revision) {
    return transaction
        .first(
            "INSERT INTO channel (name, kind, sealed, networks, paused, created_at, revision)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            channel.name(),
            channel.kind(),
            channel.sealed(),
            channel.networks(),
            channel.paused() ? 1 : 0,
            now,
            revision)
        .orElseThrow();
  }

  /** Whether it was still there. */
  boolean replace(Transaction transaction, StoredChannel channel, long revision) {
    return transaction.update(
            "UPDATE channel SET kind = ?, sealed = ?, networks = ?, paused = ?, revision = ?"
                + " WHERE id = ? AND removed = 0",
            channel.kind(),
            channel.sealed(),
            channel.networks(),
            channel.paused() ? 1 : 0,
            revision,
            channel.id())
        == 1;
  }

  /** Whether it was still there. Its secret does not stay. */
  boolean remove(Transaction transaction, long id, long revision) {
    return transaction.update(
            "UPDATE channel SET removed = 1, sealed = '', revision = ?"
                + " WHERE id = ? AND removed = 0",
            revision,
            id)
        == 1;
  }

  private static StoredChannel channel(ResultSet row) throws SQLException {
    return new StoredChannel(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6) != 0);
  }
}
