package io.github.scrappyddns.steering;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.instance.Revision;
import io.github.scrappyddns.network.RegistryWatch;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an order is carried out: in one transaction that raises the revision, and in force then. */
public final class Ordering {
  private static final Logger LOG = LoggerFactory.getLogger(Ordering.class);
  private static final int TRIES = 3;

  /** What is to be stored. */
  interface Order<T> {
    T give(Transaction writing, long revision);
  }

  private final Database database;
  private final RegistryWatch watch;
  private final Revision revision = new Revision();

  Ordering(Database database, RegistryWatch watch) {
    this.database = database;
    this.watch = watch;
  }

  Database database() {
    return database;
  }

  /** The revision that is known now. */
  long revision() {
    return database.read(revision::read);
  }

  /**
   * Carries out an order.
   *
   * @throws DatabaseException if it could not be stored; nothing of it was, or its answer was lost
   */
  <T> T run(Order<T> order) {
    return inForce(() -> database.write(writing -> order.give(writing, revision.raise(writing))));
  }

  /**
   * The same for an order that rests on what was read before.
   *
   * @param known the revision at which it was read
   * @return empty where somebody else wrote meanwhile: then read anew
   */
  <T> Optional<T> runFrom(long known, Order<T> order) {
    try {
      return storeFrom(known, order);
    } finally {
      takeOver();
    }
  }

  /** As {@link #runFrom}; in force with {@link #takeOver}, for who has many orders. */
  <T> Optional<T> storeFrom(long known, Order<T> order) {
    return tried(
        () ->
            database.write(
                writing ->
                    revision.raiseFrom(writing, known).map(raised -> order.give(writing, raised))));
  }

  private <T> T inForce(Supplier<T> work) {
    try {
      return tried(work);
    } finally {
      // Where the answer was lost, the order may have been stored all the same.
      takeOver();
    }
  }

  /** Two transactions that waited for each other are no reason to bother a person. */
  public static <T> T tried(Supplier<T> work) {
    for (int left = TRIES; ; left--) {
      try {
        return work.get();
      } catch (DatabaseException e) {
        if (left == 1 || e.trouble() != Trouble.CROSSED) {
          throw e;
        }
      }
    }
  }

  /** Puts what was stored into force here. */
  void takeOver() {
    try {
      watch.takeOver();
    } catch (DatabaseException e) {
      LOG.info("An order is in force with the next look: {}", e.getMessage());
    }
  }
}
