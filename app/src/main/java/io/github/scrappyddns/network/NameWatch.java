package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.instance.Revision;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What takes over the names that other instances give to networks: one look a second, and only the
 * rows that are newer. Used by one thread.
 */
public final class NameWatch {
  private final Database database;
  private final NetworkTable table;
  private final Networks networks;
  private final Revision revision = new Revision();

  public NameWatch(Database database, NetworkTable table, Networks networks) {
    this.database = database;
    this.table = table;
    this.networks = networks;
  }

  /**
   * Looks once.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away; the
   *     next look takes over all that was missed
   */
  public void look() {
    long known = networks.revision();
    long now = database.read(revision::read);
    if (now != known) {
      networks.rename(namesSince(known), known, now);
    }
  }

  /** Of the networks in force alone: another list may have brought very many others. */
  private Map<Long, String> namesSince(long known) {
    BitSet inForce = new BitSet();
    networks.forEach(network -> inForce.set(Math.toIntExact(network.id())));
    Map<Long, String> names = new HashMap<>();
    for (long behind = -1, last = 0; last > behind; ) {
      behind = last;
      long page = behind;
      last =
          database.read(
              reading ->
                  table.networksSince(
                      reading,
                      known,
                      page,
                      (id, name) -> {
                        if (inForce.get(Math.toIntExact(id))) {
                          names.put(id, name);
                        }
                      }));
    }
    return names;
  }
}
