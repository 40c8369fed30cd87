package io.github.scrappyddns.checkin;

import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.OvertakenException;
import io.github.scrappyddns.network.Reconciliation;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that puts a token list into force: stores its networks, takes over what the Python
 * edition knew about them, and lets them in.
 */
public final class Enrollment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrollment.class);

  private static final int MOST_NAMES = 3;

  private final Database database;
  private final NetworkTable table;
  private final Networks networks;
  private final Timeline timeline;
  private final ChangeDetector detector;
  private final PythonCache cache;
  private final AddressTable addresses = new AddressTable();

  /**
   * @param cacheDirectory where the Python edition left its {@code <token>.ip} files
   */
  public Enrollment(
      Database database,
      NetworkTable table,
      Networks networks,
      Timeline timeline,
      ChangeDetector detector,
      Path cacheDirectory) {
    this.database = database;
    this.table = table;
    this.networks = networks;
    this.timeline = timeline;
    this.detector = detector;
    this.cache = new PythonCache(cacheDirectory);
  }

  /**
   * Puts a list without problems into force; used by one thread at a time. It is stored in steps,
   * so that changes are stored in between, and lets in as a whole: where the database refuses a
   * step, the list before stays in force.
   */
  public void enroll(TokenList list) {
    while (!enrolled(list)) {
      LOG.debug("Another instance stored a token list meanwhile: once more");
    }
  }

  private boolean enrolled(TokenList list) {
    Reconciliation reconciliation = new Reconciliation(database, table, list);
    int takenOver = 0;
    try {
      while (reconciliation.hasMore()) {
        List<Held> taken =
            database.write(writing -> takeOver(writing, reconciliation.storeSome(writing)));
        taken.forEach(detector::hold);
        takenOver += taken.size();
      }
    } catch (OvertakenException e) {
      return false;
    } catch (DatabaseException e) {
      if (e.trouble() == Trouble.CROSSED) {
        return false;
      }
      throw e;
    }
    networks.replace(reconciliation);
    if (takenOver > 0) {
      LOG.info("Took over {} addresses that the Python edition had stored", takenOver);
    }
    return true;
  }

  /**
   * The names of networks in force that hold no address, which means that they have never called;
   * of many the first few, and how many more there are.
   */
  public List<String> neverCalled() {
    BitSet known = database.read(addresses::holders);
    List<String> names = new ArrayList<>();
    int[] others = {0};
    networks.forEach(
        network -> {
          int id = Math.toIntExact(network.id());
          if (known.get(id)) {
            return;
          }
          known.set(id);
          if (names.size() < MOST_NAMES) {
            names.add("'" + network.name() + "'");
          } else {
            others[0]++;
          }
        });
    Collections.sort(names);
    if (others[0] > 0) {
      names.add(others[0] + " more");
    }
    return names;
  }

  /** In the transaction that stores the tokens: so it happens once, and before any check-in. */
  private List<Held> takeOver(Transaction writing, Map<Token, Network> enrolled) {
    List<Held> found = new ArrayList<>();
    enrolled.forEach(
        (token, network) ->
            cache.lastKnown(token, network.id(), network.name()).ifPresent(found::add));
    // Of two tokens of one network, the one used last is right.
    found.sort(Comparator.comparingLong(Held::since).reversed());
    List<Held> taken = new ArrayList<>();
    for (Held held : found) {
      if (addresses.insert(writing, held)) {
        Instant since = Instant.ofEpochMilli(held.since());
        timeline.append(
            writing,
            new Timeline.Entry(
                held.networkId(), Event.Kind.TAKEN_OVER, null, null, held.address(), since));
        taken.add(held);
      }
    }
    return taken;
  }
}
