package io.github.scrappyddns.checkin.held;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of when networks were last seen, after their check-ins: a part of them every five
 * seconds, all of them at the end. Used by one thread.
 */
public final class LastSeen {
  private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);
  private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

  private final Database database;
  private final AddressTable addresses;
  private final Confirmations confirmations;
  private long nextRound = System.nanoTime() + PERIOD_NANOS;

  public LastSeen(Database database, AddressTable addresses, Confirmations confirmations) {
    this.database = database;
    this.addresses = addresses;
    this.confirmations = confirmations;
  }

  /** How long nothing needs to be written; zero or less if something does. */
  public long nanosToWait() {
    return nextRound - System.nanoTime();
  }

  /** Writes some of what is due, in one transaction; does nothing if nothing is due. */
  public void writeSome() {
    if (nanosToWait() > 0) {
      return;
    }
    if (!confirmations.hasMore()) {
      confirmations.begin();
    }
    if (!writeNext() || !confirmations.hasMore()) {
      nextRound = System.nanoTime() + PERIOD_NANOS;
    }
  }

  /** Writes everything not written yet; gives up if the database refuses. */
  public void writeAll() {
    confirmations.beginLast();
    while (confirmations.hasMore() && writeNext()) {
      LOG.debug("More check-ins remain to be noted before the end");
    }
  }

  /** Writes some of the confirmations; false if the database refused. */
  private boolean writeNext() {
    List<Held> confirmed = confirmations.next();
    if (confirmed.isEmpty()) {
      return true;
    }
    try {
      database.write(
          writing -> {
            addresses.confirm(writing, confirmed);
            return null;
          });
      return true;
    } catch (DatabaseException e) {
      confirmed.forEach(confirmations::takeBack);
      LOG.debug("When networks were last seen could not be noted: {}", e.getMessage());
      return false;
    }
  }
}
