package io.github.scrappyddns.database.engine;

import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The way back for an SQLite database whose files were deleted, moved, replaced or cut short while
 * it was in use: who has a deleted file open still reaches all that it held.
 */
final class SqliteRescue {
  private final Path file;
  private final SqliteFiles files;

  SqliteRescue(Path file, SqliteFiles files) {
    this.file = file;
    this.files = files;
  }

  /** As {@link Engine#mend}. */
  boolean run(@Nullable Connection open, Engine.Connections connections) throws SQLException {
    Trouble found = files.displacement(true).orElse(null);
    if (found == null) {
      return true;
    }
    try {
      return switch (found) {
        case GONE -> open != null && written(open, connections);
        case LOG_GONE -> {
          if (open == null || !logIsInFile(open)) {
            throw DatabaseException.of(found, file);
          }
          connections.close();
          files.forget();
          yield true;
        }
        case CUT, LOG_CUT -> open != null && rewritten(open, connections);
        case UNLOCKED -> files.lockAgain();
        case OVERWRITTEN -> {
          // To close them would play the old log into the new content.
          connections.letGo();
          files.takeLogAway();
          yield false;
        }
        default -> {
          boolean unused = open != null && logIsInFile(open);
          connections.close();
          files.takeLogAway();
          yield false;
        }
      };
    } catch (IOException e) {
      throw new DatabaseException(file + " cannot be put back: " + e.getMessage(), found, e);
    }
  }

  /** Writes the database anew: who still has it open reaches all of it. */
  private boolean written(Connection open, Engine.Connections connections)
      throws SQLException, IOException {
    FileAccess.refuseUnwritable(file);
    Path copy = files.copy(open);
    // The old file shall be whole, wherever it is; a log that was cut would destroy it.
    boolean unused = !files.logIsCut() && logIsInFile(open);
    connections.close();
    files.forget();
    return files.put(copy) && files.lockAgain();
  }

  /**
   * Writes anew what has lost a part on disk: the connection that wrote last may still have it in
   * memory. Where it has not, nothing is closed, as that would copy the gap from the log into the
   * file: what is left stays as it is, for a new start to judge.
   */
  private boolean rewritten(Connection open, Engine.Connections connections)
      throws SQLException, IOException {
    Path copy;
    try {
      copy = files.copy(open);
    } catch (SQLException e) {
      if (!isUnreachable(e)) {
        throw e;
      }
      connections.letGo();
      return false;
    }
    files.replaceBy(copy);
    connections.close();
    files.forget();
    return files.lockAgain();
  }

  private static boolean isUnreachable(SQLException failure) {
    return Trouble.of(failure) == Trouble.DAMAGED
        || (failure instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ);
  }

  /** Puts what the log holds into the file that was opened, wherever that is now. */
  private static boolean logIsInFile(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt(1) == 0;
    }
  }
}
