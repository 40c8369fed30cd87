package io.github.scrappyddns.testing;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import java.util.stream.IntStream;

/** Networks that are in a database before a test begins, without a token list. */
public final class SeededNetworks {
  private SeededNetworks() {}

  /** Stores networks under the numbers that they have. */
  public static void store(Database database, Network... networks) {
    database.write(
        writing -> {
          for (Network network : networks) {
            store(writing, network, 0);
          }
          return networks.length;
        });
  }

  /** Stores networks 1 to a number; each is called by its own: "Network 1". */
  public static void storeNumbered(Database database, int count) {
    store(
        database,
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> new Network(id, "Network " + id))
            .toArray(Network[]::new));
  }

  /**
   * Stores one of them.
   *
   * @param createdAt in milliseconds since 1970
   */
  public static void store(Transaction writing, Network network, long createdAt) {
    writing.update(
        "INSERT INTO network (id, name, created_at) VALUES (?, ?, ?)",
        network.id(),
        network.name(),
        createdAt);
  }

  /** Stores one under the number that the database gives to it. */
  public static Network add(Transaction writing, String name) {
    return writing
        .first(
            "INSERT INTO network (name, created_at) VALUES (?, 1) RETURNING id",
            row -> new Network(row.getLong(1), name),
            name)
        .orElseThrow();
  }
}
