package io.github.scrappyddns.database;

import static java.util.Objects.requireNonNull;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a database's files while it is in use, and the way back. Looked at by one thread
 * at a time, asked by all.
 */
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

  private final Engine engine;
  private final GuardedConnection writing;
  private final GuardedConnection reading;

  /** What is not in its place, until it is mended. */
  private volatile @Nullable Trouble displaced;

  private volatile @Nullable String lost;

  /** Whether a statement met damage, until a look at the whole finds none. */
  private volatile boolean damaged;

  private boolean damageFound;

  Mending(Engine engine, GuardedConnection writing, GuardedConnection reading) {
    this.engine = engine;
    this.writing = writing;
    this.reading = reading;
  }

  /** Notes what is open now. */
  void begin() {
    writing.run(transaction -> null);
    writing.alone(
        connection -> {
          try {
            engine.note(requireNonNull(connection));
          } catch (SQLException e) {
            throw DatabaseException.of(e);
          }
        });
  }

  /** What is broken, in words for everybody; empty while all is in its place. */
  Optional<String> trouble() {
    Trouble found = displaced;
    if (found == null && damaged) {
      found = Trouble.DAMAGED;
    }
    return Optional.ofNullable(found).map(Trouble::summary);
  }

  /** As {@link Database#lost}. */
  Optional<String> lost() {
    return Optional.ofNullable(lost);
  }

  void refuseLost() {
    String why = lost;
    if (why != null) {
      throw new DatabaseException(why);
    }
  }

  /** As {@link Database#refuseDamaged}. */
  void refuseDamaged() {
    if (damaged) {
      throw DatabaseException.of(Trouble.DAMAGED, engine);
    }
  }

  /** Heeds how a statement failed. */
  void heed(DatabaseException failure) {
    damaged |= failure.trouble() == Trouble.DAMAGED;
  }

  /** Looks whether the files stand where they were opened, and puts back what does not. */
  void lookAtFiles() {
    if (lost != null) {
      return;
    }
    Optional<Trouble> found = engine.displacement(true);
    if (found.isPresent()) {
      displaced = found.get();
      mend(found.get());
    } else if (displaced != null) {
      begin();
      displaced = null;
    }
  }

  private void mend(Trouble found) {
    DatabaseException complaint = DatabaseException.of(found, engine);
    writing.alone(
        mine ->
            reading.alone(
                other -> {
                  try {
                    if (!engine.mend(mine == null ? other : mine, new Both())) {
                      lost = complaint.getMessage();
                    }
                  } catch (SQLException e) {
                    throw DatabaseException.of(e);
                  }
                }));
    if (lost != null) {
      LOG.error("{}: nothing is stored before a new start", lost);
      return;
    }
    begin();
    displaced = null;
    // What a gap looks like to a statement is mended with it.
    damaged = false;
    LOG.warn("{}: it was put back, with all that it held", complaint.getMessage());
  }

  /** Looks at the whole where a statement met damage. What is found there does not heal. */
  void lookAtDamage() {
    if (!damaged || damageFound) {
      return;
    }
    Optional<String> finding = engine.damage();
    damageFound = finding.isPresent();
    damaged = damageFound;
    finding.ifPresent(
        what ->
            LOG.error(
                "{} is damaged ({}): no change is stored. Stop the service, move the file away, and"
                    + " restore a backup with 'scrappy-ddns restore <file>'",
                engine,
                what));
  }

  /** Both connections, while nobody uses them. */
  private final class Both implements Engine.Connections {
    @Override
    public void close() {
      reading.close();
      writing.close();
    }

    @Override
    public void letGo() {
      reading.letGo();
      writing.letGo();
    }
  }
}
