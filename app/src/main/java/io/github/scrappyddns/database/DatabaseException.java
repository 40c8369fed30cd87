package io.github.scrappyddns.database;

import java.sql.SQLException;
import java.util.Locale;

/**
 * The database could not do what it was asked: full disk, lost connection, wrong file.
 *
 * <p>The message is for the operator, names what is broken and holds no secret.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseException(String message) {
    super(message);
  }

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  static DatabaseException of(SQLException cause) {
    return new DatabaseException(String.valueOf(cause.getMessage()), cause);
  }

  /** The kind of trouble in a few words that anyone may see: without names of files or hosts. */
  String summary() {
    String text = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("full") || text.contains("no space")) {
      return "the disk is full";
    }
    return text.contains("readonly") || text.contains("read-only")
        ? "the database is read-only"
        : "the database cannot be written";
  }
}
