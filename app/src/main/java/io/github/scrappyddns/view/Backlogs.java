package io.github.scrappyddns.view;

import io.github.scrappyddns.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Asks for what is still to be told. Safe for use by several threads. */
public final class Backlogs {
  private static final String ALL =
      "SELECT COUNT(*), MIN((SELECT MIN(e.at) FROM event e"
          + " WHERE e.network_id = d.network_id AND e.id > d.paid_event))"
          + " FROM delivery d WHERE d.owed_event > d.paid_event AND NOT EXISTS"
          + " (SELECT 1 FROM channel c WHERE c.name = d.channel AND c.paused = 1)";

  private final Database database;
  private final InstantSource clock;

  public Backlogs(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What waits now; without what waits for a channel that somebody has paused.
   *
   * @throws io.github.scrappyddns.database.engine.DatabaseException where the database is away
   */
  public Backlog now() {
    Instant now = clock.instant();
    return database.read(
        reading ->
            reading
                .first(
                    ALL,
                    row ->
                        new Backlog(
                            row.getInt(1),
                            Optional.of(row.getLong(2))
                                .filter(at -> at > 0)
                                .map(at -> StoredTime.past(at, now))))
                .orElseThrow());
  }
}
