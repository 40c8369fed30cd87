package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.instance.Revision;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What takes over orders of people, and the names that other instances give to networks: only the
 * rows that are newer than what is known. It looks once a second where others may write, and at
 * once after an order of this process. Safe for use by several threads.
 */
public final class RegistryWatch {
  private final Database database;
  private final NetworkTable table;
  private final Networks networks;
  private final InstantSource clock;
  private final Runnable readListAnew;
  private final RegistryTable registry = new RegistryTable();
  private final Revision revision = new Revision();

  /** Whether something may have been missed that nobody else would have us look for. */
  private volatile boolean isBehind = true;

  /**
   * @param readListAnew called where another instance removed a network that this one's token list
   *     names: that is stored anew then; must not block
   */
  public RegistryWatch(
      Database database,
      NetworkTable table,
      Networks networks,
      InstantSource clock,
      Runnable readListAnew) {
    this.database = database;
    this.table = table;
    this.networks = networks;
    this.clock = clock;
    this.readListAnew = readListAnew;
  }

  /**
   * Looks once, where others may have written.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away; the
   *     next look takes over all that was missed
   */
  public void look() {
    if (database.isShared() || isBehind) {
      takeOver();
    }
    networks.look(clock.millis());
  }

  /**
   * Takes over what is newer.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException as {@link #look}
   */
  public synchronized void takeOver() {
    isBehind = true;
    long upTo = database.read(revision::read);
    long named = networks.revision();
    if (named != upTo) {
      networks.rename(namesSince(named), named, upTo);
    }
    if (networks.ordered() != upTo) {
      takeOrders(upTo);
    }
    isBehind = false;
  }

  private void takeOrders(long upTo) {
    long now = clock.millis();
    long since = networks.ordered();
    RegistryTable.News news = database.read(reading -> registry.since(reading, since));
    networks.take(news, upTo, now);
    if (isListed(news.removed())) {
      readListAnew.run();
    }
  }

  private boolean isListed(Set<Long> ids) {
    return !ids.isEmpty() && ids.stream().anyMatch(networks::isListed);
  }

  /** Of the networks of the token list alone: another list may have brought very many others. */
  private Map<Long, String> namesSince(long known) {
    BitSet inForce = new BitSet();
    networks.forEachListed(network -> inForce.set(Math.toIntExact(network.id())));
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
