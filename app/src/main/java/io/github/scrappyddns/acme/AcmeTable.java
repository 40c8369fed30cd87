package io.github.scrappyddns.acme;

import io.github.scrappyddns.database.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What instances share of their certificate: its table. Stateless. */
final class AcmeTable {
  Optional<String> find(Transaction reading, String name) {
    return reading.first("SELECT content FROM acme WHERE name = ?", row -> row.getString(1), name);
  }

  void put(Transaction writing, String name, String content) {
    writing.update(
        "INSERT INTO acme (name, content, version) VALUES (?, ?, 1) ON CONFLICT (name)"
            + " DO UPDATE SET content = excluded.content, version = acme.version + 1",
        name,
        content);
  }

  /** The version of each row, which each write raises. */
  Map<String, Long> versions(Transaction reading) {
    Map<String, Long> versions = new TreeMap<>();
    reading.forEach(
        "SELECT name, version FROM acme", row -> versions.put(row.getString(1), row.getLong(2)));
    return versions;
  }
}
