package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.SQLException;

/** A move of everything to another database; the old one keeps what it holds. */
public final class Move {
  private Move() {}

  /** Copies everything, and nobody looks how far it is. */
  public static Contents run(String from, String to) {
    return run(from, to, Progress.UNSEEN);
  }

  /**
   * Copies everything, while every other process is locked out of both databases: no check-in can
   * get lost between the copy and the switch.
   *
   * @param to a database without networks; a missing SQLite file is created
   * @return what the new database holds now
   * @throws DatabaseException if it failed; then both databases are unchanged
   */
  public static Contents run(String from, String to, Progress progress) {
    Engine engine = DatabaseUrl.engine(from);
    if (from.equals(to)) {
      throw new DatabaseException(engine + " is the current database: name the one to move to");
    }
    try {
      Schema.readable(engine, "Restore a backup");
    } catch (SQLException e) {
      throw new DatabaseException(engine + ": " + e.getMessage(), e);
    }
    try (Database source = Database.openAlone(from);
        Database target = Database.openAlone(to)) {
      Contents held = target.contents();
      if (held.networks() > 0) {
        throw new DatabaseException(
            target + " holds " + held + ". Nothing was changed: move to an empty database");
      }
      return source.read(reading -> target.replaceContents(reading.connection(), progress));
    }
  }
}
