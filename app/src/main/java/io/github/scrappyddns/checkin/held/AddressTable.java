package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The table of the addresses that networks hold, one for each family. Stateless. */
public final class AddressTable {
  /** What lies further ahead was written before somebody set the clock back. */
  private static final long AHEAD_MILLIS = 60_000;

  private static final String SELECT =
      "SELECT network_id, family, address, since, last_seen FROM address";

  private static final String INSERT =
      "INSERT INTO address (network_id, family, address, since, last_seen)";

  /** A mean that each new gap moves by an eighth of the difference. */
  private static final String GAP =
      " CASE WHEN last_seen > %s THEN usual_gap WHEN usual_gap = 0 THEN %s - last_seen"
          + " ELSE usual_gap + (%s - last_seen - usual_gap) / 8 END";

  private static final String CONFIRM =
      "UPDATE address SET usual_gap ="
          + String.format(GAP, "?", "?", "?")
          + ", last_seen = ? WHERE network_id = ? AND family = ? AND address = ?"
          + " AND (last_seen < ? OR last_seen > ?)";

  // Locked in one order by all who confirm: else two instances might wait for each other.
  private static final String CONFIRM_ALL =
      "WITH seen AS (SELECT * FROM unnest(?, ?, ?, ?)"
          + " AS seen (network_id, family, address, at)),"
          + " later AS (SELECT address.network_id, address.family, seen.at FROM address"
          + " JOIN seen ON seen.network_id = address.network_id AND seen.family = address.family"
          + " AND seen.address = address.address"
          + " WHERE (address.last_seen < seen.at OR address.last_seen > seen.at + "
          + AHEAD_MILLIS
          + ")"
          + " ORDER BY address.network_id, address.family FOR UPDATE OF address SKIP LOCKED)"
          + " UPDATE address SET last_seen = later.at, usual_gap ="
          + String.format(GAP, "later.at", "later.at", "later.at")
          + " FROM later"
          + " WHERE address.network_id = later.network_id AND address.family = later.family";

  private static final Comparator<Held> IN_ORDER =
      Comparator.comparingLong(Held::networkId)
          .thenComparingInt(held -> held.address().family().number());

  /** The table holds another address than its caller knows, or will not replace one. */
  public static final class OtherAddressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtherAddressException() {
      super("The database holds another address than was known, or will not replace an address");
    }
  }

  /**
   * An address in the place of another.
   *
   * @param before null where nothing is held
   */
  public record Replacement(@Nullable Held before, Held after) {}

  /** Passes on every row. */
  public void readAll(Transaction transaction, Consumer<Held> consumer) {
    transaction.forEach(SELECT, row -> consumer.accept(held(row)));
  }

  public Optional<Held> read(Transaction transaction, long networkId, Family family) {
    return transaction.first(
        SELECT + " WHERE network_id = ? AND family = ?",
        AddressTable::held,
        networkId,
        family.number());
  }

  /** Forgets what a network holds. */
  public void remove(Transaction transaction, long networkId) {
    transaction.update("DELETE FROM address WHERE network_id = ?", networkId);
  }

  /** The ids of the networks that hold an address. */
  public BitSet holders(Transaction transaction) {
    BitSet ids = new BitSet();
    transaction.forEach(
        "SELECT network_id FROM address", row -> ids.set(Math.toIntExact(row.getLong(1))));
    return ids;
  }

  /** What these networks hold. */
  public List<Held> read(Transaction transaction, long[] networkIds) {
    return transaction.list(
        SELECT + " WHERE network_id = ANY(?)", AddressTable::held, (Object) networkIds);
  }

  /** When each of these networks last called, in epoch milliseconds; 0 for one that never did. */
  public long[] lastSeen(Transaction transaction, long[] networkIds) {
    Map<Long, Long> times = new HashMap<>();
    transaction.forEach(
        "SELECT network_id, MAX(last_seen) FROM address WHERE network_id = ANY(?)"
            + " GROUP BY network_id",
        row -> times.put(row.getLong(1), row.getLong(2)),
        (Object) networkIds);
    return Arrays.stream(networkIds).map(id -> times.getOrDefault(id, 0L)).toArray();
  }

  /** Where a network last called from; empty before its first call. */
  public Optional<Held> latest(Transaction transaction, long networkId) {
    return transaction.first(
        SELECT + " WHERE network_id = ? ORDER BY last_seen DESC, family LIMIT 1",
        AddressTable::held,
        networkId);
  }

  /** Stores an address of a network that holds none in its family; whether it held none. */
  public boolean insert(Transaction transaction, Held held) {
    return transaction.update(
            INSERT + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (network_id, family) DO NOTHING",
            held.networkId(),
            held.address().family().number(),
            held.address().toString(),
            held.since(),
            held.lastSeen())
        == 1;
  }

  /**
   * Stores addresses, each of which takes the place of what its caller knows to be held.
   *
   * @throws OtherAddressException where something else is held, or the database will not replace it
   */
  public void replace(Transaction transaction, List<Replacement> replacements) {
    long replaced =
        transaction.speaksInSets()
            ? replaceAll(transaction, replacements)
            : replacements.stream()
                .filter(one -> compareAndSet(transaction, one.before(), one.after()))
                .count();
    if (replaced != replacements.size()) {
      throw new OtherAddressException();
    }
  }

  private boolean compareAndSet(
      Transaction transaction, @Nullable Held expected, Held replacement) {
    if (expected == null) {
      return insert(transaction, replacement);
    }
    return transaction.update(
            "UPDATE address SET address = ?, since = ?, last_seen = ?"
                + " WHERE network_id = ? AND family = ? AND address = ?",
            replacement.address().toString(),
            replacement.since(),
            replacement.lastSeen(),
            replacement.networkId(),
            replacement.address().family().number(),
            expected.address().toString())
        == 1;
  }

  /** No comparison: whoever speaks in sets holds the networks until the transaction ends. */
  private static int replaceAll(Transaction transaction, List<Replacement> replacements) {
    List<Held> after = replacements.stream().map(Replacement::after).sorted(IN_ORDER).toList();
    return transaction.update(
        INSERT
            + " SELECT * FROM unnest(?, ?, ?, ?, ?)"
            + " ON CONFLICT (network_id, family) DO UPDATE SET"
            + " address = excluded.address, since = excluded.since,"
            + " last_seen = excluded.last_seen",
        longs(after, Held::networkId),
        longs(after, held -> held.address().family().number()),
        texts(after),
        longs(after, Held::since),
        longs(after, Held::lastSeen));
  }

  /**
   * Writes when addresses were last confirmed, unless they were replaced meanwhile, or confirmed
   * later.
   */
  public void confirm(Transaction transaction, List<Held> confirmed) {
    if (transaction.speaksInSets()) {
      List<Held> all = confirmed.stream().sorted(IN_ORDER).toList();
      transaction.update(
          CONFIRM_ALL,
          longs(all, Held::networkId),
          longs(all, held -> held.address().family().number()),
          texts(all),
          longs(all, Held::lastSeen));
      return;
    }
    for (Held held : confirmed) {
      transaction.update(
          CONFIRM,
          held.lastSeen(),
          held.lastSeen(),
          held.lastSeen(),
          held.lastSeen(),
          held.networkId(),
          held.address().family().number(),
          held.address().toString(),
          held.lastSeen(),
          held.lastSeen() + AHEAD_MILLIS);
    }
  }

  private static long[] longs(List<Held> all, ToLongFunction<Held> part) {
    return all.stream().mapToLong(part).toArray();
  }

  private static String[] texts(List<Held> all) {
    return all.stream().map(held -> held.address().toString()).toArray(String[]::new);
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getLong(1),
        PublicAddress.written(Family.ofNumber(row.getInt(2)), row.getString(3)),
        row.getLong(4),
        row.getLong(5));
  }
}
