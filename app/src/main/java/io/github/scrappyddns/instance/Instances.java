package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that share a database: their rows, and which of them live. An instance lives while
 * the server holds the lock of its number, which ends with its connection. Used by one thread.
 */
public final class Instances {
  /** What becomes of what an instance had that is no more. */
  public interface Estate {
    /** Ends its claims, in the transaction that removes it. */
    void free(Transaction writing, long instance);

    /**
     * Hands over what channels were owed that no instance is set up with any more.
     *
     * @param elsewhere the channels of the others
     */
    void settle(Transaction writing, Set<String> elsewhere);

    /** Says, after the transaction, that something may be due now. */
    void isSettled();
  }

  /** Another one, and the digest of what its files say. */
  record Neighbour(long id, String name, String digest) {}

  private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

  /** After a failover all connect anew, and not in the same moment. */
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final String ALL = "SELECT id, name, digest FROM instance";

  private final Database database;
  private final String name;
  private final LongSupplier nanos;
  private final Map<Long, Long> missingSince = new HashMap<>();
  private Set<Long> lastSeen = Set.of();

  /** Whether somebody is gone, and it was not settled yet what it leaves. */
  private boolean isUnsettled;

  /**
   * @param name of this one, for the logs of the others
   */
  public Instances(Database database, String name) {
    this(database, name, System::nanoTime);
  }

  Instances(Database database, String name, LongSupplier nanos) {
    this.database = database;
    this.name = name;
    this.nanos = nanos;
  }

  /** Enters this one, or what its files say now. */
  void enter(Transaction writing, FileFacts facts) {
    writing.update(
        "INSERT INTO instance (id, name, digest, files, knows) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, files = excluded.files",
        database.instance(),
        name,
        facts.digest(),
        facts.text(),
        Database.NEWEST_SCHEMA);
  }

  /** What the files of another say; empty where it is gone. */
  FileFacts facts(Transaction reading, long instance) {
    return reading
        .first("SELECT files FROM instance WHERE id = ?", row -> row.getString(1), instance)
        .map(FileFacts::read)
        .orElse(FileFacts.NONE);
  }

  /**
   * Looks who lives, and settles what those had who are gone or have left.
   *
   * @return all who live, this one among them unless it is missing in the table
   */
  List<Neighbour> look(Estate estate) {
    try {
      List<Neighbour> entered = database.read(reading -> reading.list(ALL, Instances::neighbour));
      Set<Long> ids = entered.stream().map(Neighbour::id).collect(Collectors.toSet());
      isUnsettled |= !ids.containsAll(lastSeen);
      Set<Long> missing = removeMissing(entered, database.livingInstances(), estate);
      // Of those who are missing, this look sees to it.
      ids.removeAll(missing);
      lastSeen = ids;
      if (isUnsettled) {
        database.write(
            writing -> {
              estate.settle(writing, channelsElsewhere(writing));
              return null;
            });
        isUnsettled = false;
        estate.isSettled();
      }
      return entered.stream().filter(one -> !missing.contains(one.id)).toList();
    } catch (RuntimeException e) {
      // After a failure nobody knows for how long somebody has been missing.
      missingSince.clear();
      throw e;
    }
  }

  private Set<Long> removeMissing(List<Neighbour> entered, Set<Long> living, Estate estate) {
    Set<Long> missing = new HashSet<>();
    for (Neighbour one : entered) {
      if (one.id != database.instance() && !living.contains(one.id)) {
        missing.add(one.id);
        long since = missingSince.computeIfAbsent(one.id, id -> nanos.getAsLong());
        if (nanos.getAsLong() - since >= GRACE_NANOS && remove(one.id, estate)) {
          isUnsettled = true;
          LOG.warn("The instance {} is gone: what it had begun is taken over", one.name);
        }
      }
    }
    missingSince.keySet().retainAll(missing);
    return missing;
  }

  /** Removes an instance and frees what it had; whether it was still there. */
  boolean remove(long gone, Estate estate) {
    return database.write(
        writing -> {
          if (writing.update("DELETE FROM instance WHERE id = ?", gone) == 0) {
            return false;
          }
          Duties.free(writing, gone);
          estate.free(writing, gone);
          return true;
        });
  }

  /** The channels that instances in the table are set up with, but this one. */
  public Set<String> channelsElsewhere(Transaction reading) {
    Set<String> channels = new HashSet<>();
    reading.forEach(
        "SELECT files FROM instance WHERE id <> ?",
        row -> channels.addAll(FileFacts.read(row.getString(1)).channels()),
        database.instance());
    return channels;
  }

  private static Neighbour neighbour(ResultSet row) throws SQLException {
    return new Neighbour(row.getLong(1), row.getString(2), row.getString(3));
  }
}
