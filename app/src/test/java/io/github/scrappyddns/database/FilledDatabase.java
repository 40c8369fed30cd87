package io.github.scrappyddns.database;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.testing.SeededNetworks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database with rows in every table, and the rows of any database, to be compared. */
final class FilledDatabase {
  /** What it holds, in words. */
  static final Contents CONTENTS = new Contents(3, 4, 2);

  private static final List<String> STATEMENTS =
      List.of(
          "INSERT INTO token (digest, network_id) VALUES ('aa', 7), ('bb', 7), ('cc', 1)",
          "INSERT INTO address (network_id, family, address, since, last_seen, usual_gap) VALUES"
              + " (1, 4, '203.0.113.7', 1700000000001, 1700000000002, 300000),"
              + " (1, 6, '2001:db8::1', 3, 4, 0), (7, 60, '2001:db8:1::/56', 1, 2, 0)",
          "INSERT INTO steered_network (network_id, kept, paused, silent_after, maintenance_until,"
              + " revision) VALUES (5, 1, 1, 900000, 1700000000009, 41)",
          "INSERT INTO made_token (id, digest, start, network_id, created_at, ends_at, revision)"
              + " VALUES (6, 'ee', 'x8Qz…', 5, 1700000000001, 1700000000008, 42)",
          "INSERT INTO removed_network (network_id, removed_at, revision) VALUES (2, 1700000000003, 40)",
          "INSERT INTO event"
              + " (id, network_id, kind, family, previous, previous_since, current, at) VALUES"
              + " (1, 1, 'FIRST_SEEN', 4, NULL, NULL, '203.0.113.1', 1),"
              + " (2, 1, 'CHANGED', 4, '203.0.113.1', 1, '203.0.113.7', 1700000000001),"
              + " (3, 1, 'FIRST_SEEN', 6, NULL, NULL, '2001:db8::1', 3),"
              + " (9000000000, 7, 'FIRST_SEEN', 60, NULL, NULL, '2001:db8:1::/56', 1)",
          "INSERT INTO delivery (channel, network_id, paid_event, owed_event, paid_at,"
              + " next_attempt_at, lease_until, claimed_by, attempts, unsure, simplified, owed_at, recent, calm) VALUES"
              + " ('ntfy', 1, 2, 3, 1, 2, 0, 0, 3, 0, 1, 4, '1700000000001 1700000000002', 0),"
              + " ('ntfy', 7, 0, 9000000000, 0, 0, 9, 12, 0, 1, 0, 5, '', 11),"
              + " ('mail', 1, 3, 3, 1, 2, 0, 0, 0, 0, 0, 0, '', 0)",
          "INSERT INTO notice (channel, about, text, at, claimed_by, lease_until) VALUES"
              + " ('mail', 'ntfy', 'It\nrefuses', 4, 12, 9)",
          "INSERT INTO channel_state (channel, rests_until, bad_since, failures, asked_until,"
              + " enrolled_at) VALUES"
              + " ('ntfy', 1700000000009, 8, 3, 1700000000008, 7), ('mail', 0, 0, 0, 0, 6)",
          "INSERT INTO password (name, hash, origin, changed_at, totp, totp_step) VALUES"
              + " ('dashboard', '$pbkdf2-sha256$…', 'dashboard', 1700000000003, 'ABCD', 57)",
          "INSERT INTO session (id, digest, created_at, last_used, browser, address) VALUES"
              + " (3, 'dd', 1700000000004, 1700000000005, 'Firefox, Linux', '2001:db8::9')",
          "INSERT INTO audit (id, at, who, address, deed, about) VALUES"
              + " (8, 1700000000004, 'owner', '2001:db8::9', 'SENT_TEST', 'ntfy')",
          "UPDATE service SET probed = 41",
          "UPDATE shared_number SET number = 42 WHERE name = 'revision'");

  private FilledDatabase() {}

  static void fill(Database database) {
    database.write(
        writing -> {
          SeededNetworks.store(writing, new Network(1, "Home"), 1_700_000_000_000L);
          SeededNetworks.store(writing, new Network(7, "Ferienhaus Süd: ☀ 'x'"), 0);
          SeededNetworks.store(writing, new Network(5, "Office"), 5);
          STATEMENTS.forEach(writing::update);
          if (database.toString().startsWith("PostgreSQL")) {
            // Its sequences do not notice numbers that were given to it.
            numberOn(writing, "network", 7);
            numberOn(writing, "event", 9_000_000_000L);
            numberOn(writing, "session", 3);
            numberOn(writing, "audit", 8);
            numberOn(writing, "made_token", 6);
          }
          return null;
        });
  }

  private static void numberOn(Transaction writing, String table, long last) {
    writing.first(
        "SELECT setval(pg_get_serial_sequence(?, 'id'), ?)", row -> row.getLong(1), table, last);
  }

  /** Every row as text, by table, in an order of its own. */
  static Map<String, List<String>> rows(Database database) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    database.read(
        reading -> {
          for (Tables.Table table : Tables.ALL) {
            List<String> found = new ArrayList<>();
            reading.forEach(
                "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name(),
                row -> {
                  List<@Nullable Object> values = new ArrayList<>();
                  for (int column = 1; column <= table.columns().size(); column++) {
                    values.add(row.getObject(column));
                  }
                  found.add(values.toString());
                });
            rows.put(table.name(), found.stream().sorted().toList());
          }
          return null;
        });
    return rows;
  }

  /** The number that the database gives to a new network. */
  static long numberOfNewNetwork(Database database) {
    return database.write(writing -> SeededNetworks.add(writing, "New")).id();
  }
}
