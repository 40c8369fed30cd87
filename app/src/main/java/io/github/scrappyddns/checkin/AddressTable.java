package io.github.scrappyddns.checkin;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table of the addresses that networks hold, one for each family. Stateless. */
final class AddressTable {
  private static final String SELECT =
      "SELECT network_id, family, address, since, last_seen FROM address";

  /** Passes on every row. */
  void readAll(Transaction transaction, Consumer<Held> consumer) {
    transaction.forEach(SELECT, row -> consumer.accept(held(row)));
  }

  Optional<Held> read(Transaction transaction, long networkId, Family family) {
    return transaction.first(
        SELECT + " WHERE network_id = ? AND family = ?",
        AddressTable::held,
        networkId,
        family.number());
  }

  /**
   * Stores an address if the one before is still what the caller thinks it is.
   *
   * @param expected what memory holds; null if it holds none
   * @return whether it was, and is stored now
   */
  boolean compareAndSet(Transaction transaction, @Nullable Held expected, Held replacement) {
    PublicAddress address = replacement.address();
    if (expected == null) {
      return transaction.update(
              "INSERT INTO address (network_id, family, address, since, last_seen)"
                  + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (network_id, family) DO NOTHING",
              replacement.networkId(),
              address.family().number(),
              address.toString(),
              replacement.since(),
              replacement.lastSeen())
          == 1;
    }
    return transaction.update(
            "UPDATE address SET address = ?, since = ?, last_seen = ?"
                + " WHERE network_id = ? AND family = ? AND address = ?",
            address.toString(),
            replacement.since(),
            replacement.lastSeen(),
            replacement.networkId(),
            address.family().number(),
            expected.address().toString())
        == 1;
  }

  /** Writes when an address was last confirmed, unless it was replaced meanwhile. */
  void confirm(Transaction transaction, Held held) {
    transaction.update(
        "UPDATE address SET last_seen = ? WHERE network_id = ? AND family = ? AND address = ?",
        held.lastSeen(),
        held.networkId(),
        held.address().family().number(),
        held.address().toString());
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getLong(1),
        PublicAddress.written(Family.ofNumber(row.getInt(2)), row.getString(3)),
        row.getLong(4),
        row.getLong(5));
  }
}
