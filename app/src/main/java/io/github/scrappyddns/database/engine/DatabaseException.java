package io.github.scrappyddns.database.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database could not do what it was asked: full disk, lost connection, wrong file.
 *
 * <p>The message is for the operator, names what is broken and holds no secret.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * The kind of a database's trouble: in a few words for everybody, and with what to do for its
   * operator. Damage is said of damage alone: what is advised there costs the history.
   */
  public enum Trouble {
    DAMAGED("the database is damaged", "is damaged", ""),
    NO_DATABASE(
        "the database file is no database",
        "is no SQLite database",
        "Check that it is the right file. If it is, its beginning was overwritten: move it away and"
            + " restore a backup with 'scrappy-ddns restore <file>'"),
    LOCKED(
        "the database is locked by another program",
        "is locked by another program",
        "End that program, or wait until it is done. Where there is none, the file system keeps no"
            + " locks: put it on a local disk"),
    NOT_PERMITTED(
        "the database may not be used",
        "may not be read and written by this user",
        "Check owner and mode of the file, of the files beside it and of their directory"),
    READ_ONLY(
        "the database is read-only",
        "is read-only",
        "Check the mode of the file, and whether its file system is mounted read-only"),
    FULL("the disk is full", "has no space left on its file system", "Make room"),
    NO_LOCKS(
        "the database's file system keeps no locks",
        "is on a file system that keeps no locks",
        "Put it on a local disk: network file systems often have none"),
    DISK(
        "the database's disk fails",
        "could not be read or written: its disk or file system fails",
        "Look into the system's log for errors of the disk"),
    GONE("the database file is gone", "was deleted or moved while it is in use", ""),
    REPLACED("the database file was replaced", "was replaced while it is in use", ""),
    OVERWRITTEN("the database file was overwritten", "was overwritten while it is in use", ""),
    CUT("the database file was cut short", "was cut short while it is in use", ""),
    LOG_CUT(
        "the database's log was cut short",
        "has lost what its -wal file held while it is in use",
        ""),
    LOG_GONE(
        "a file beside the database is gone",
        "has lost its -wal or -shm file while it is in use",
        ""),
    UNLOCKED("the database's lock file is gone", "has lost its lock file while it is in use", ""),
    IN_USE("the database is in use by another process", "is in use by another process", ""),
    SILENT("the database does not answer", "does not answer", ""),
    LOST(
        "the database cannot be reached",
        "cannot be reached",
        "Check that its server runs, and host and port in DATABASE_URL"),
    CROWDED(
        "the database takes no more connections",
        "takes no more connections",
        "Raise max_connections of the server; each instance needs four"),
    STANDBY("the database is a standby", "is a standby", "Name all hosts in DATABASE_URL"),
    CROSSED("the database is busy with another change", "is busy with another change", ""),
    UNFIT("the database refuses what is to be stored", "refuses what is to be stored", ""),
    OTHER("the database cannot be written", "cannot be used", "");

    private final String summary;
    private final String finding;
    private final String advice;

    Trouble(String summary, String finding, String advice) {
      this.summary = summary;
      this.finding = finding;
      this.advice = advice;
    }

    /** For everybody: without names of files or hosts. */
    public String summary() {
      return summary;
    }

    /** For the operator, when nothing was done. */
    String refusal(Object database, String detail) {
      String told = told(database) + " (" + detail + "). Nothing was changed";
      return advice.isEmpty() ? told : told + ". " + advice;
    }

    /** For the operator, with the name of the database. */
    String told(Object database) {
      return database + " " + finding;
    }

    public static Trouble of(SQLException failure) {
      if (failure instanceof SQLiteException sqlite) {
        return of(sqlite.getResultCode());
      }
      if (String.valueOf(failure.getMessage()).contains("targetServerType")) {
        return STANDBY;
      }
      // PostgreSQL tells by five letters: its appendix A.
      String state = String.valueOf(failure.getSQLState());
      return switch (state) {
        case "53100" -> FULL;
        case "25006" -> STANDBY;
        case "53300" -> CROWDED;
        case "55P03" -> CROSSED;
        // An idle transaction's, or the server's end; 57P03 is its beginning.
        case "25P03", "57P01", "57P02", "57P03", "57P05" -> LOST;
        default -> ofClass(state.substring(0, Math.min(2, state.length())));
      };
    }

    private static Trouble ofClass(String state) {
      return switch (state) {
        case "08" -> LOST;
        case "40" -> CROSSED;
        // "Data exception" and "integrity constraint violation".
        case "22", "23" -> UNFIT;
        default -> OTHER;
      };
    }

    private static Trouble of(SQLiteErrorCode code) {
      return switch (code) {
        case SQLITE_IOERR_LOCK,
            SQLITE_IOERR_RDLOCK,
            SQLITE_IOERR_UNLOCK,
            SQLITE_IOERR_CHECKRESERVEDLOCK,
            SQLITE_IOERR_SHMLOCK,
            SQLITE_IOERR_SHMMAP,
            SQLITE_PROTOCOL,
            SQLITE_NOLFS ->
            NO_LOCKS;
        default -> ofFamily(code.name());
      };
    }

    /** The extended codes begin with the name of the one that they extend. */
    private static Trouble ofFamily(String code) {
      String[] words = code.split("_", 3);
      return switch (words.length < 2 ? "" : words[1]) {
        case "CORRUPT" -> DAMAGED;
        case "NOTADB" -> NO_DATABASE;
        case "BUSY", "LOCKED" -> LOCKED;
        case "PERM", "AUTH", "CANTOPEN" -> NOT_PERMITTED;
        case "READONLY" -> READ_ONLY;
        case "FULL" -> FULL;
        case "IOERR" -> DISK;
        case "CONSTRAINT", "MISMATCH", "TOOBIG" -> UNFIT;
        default -> OTHER;
      };
    }
  }

  private final Trouble trouble;

  public DatabaseException(String message) {
    this(message, Trouble.OTHER);
  }

  public DatabaseException(String message, Throwable cause) {
    this(message, Trouble.OTHER, cause);
  }

  public DatabaseException(String message, Trouble trouble) {
    super(message);
    this.trouble = trouble;
  }

  public DatabaseException(String message, Trouble trouble, @Nullable Throwable cause) {
    super(message, cause);
    this.trouble = trouble;
  }

  public static DatabaseException of(SQLException cause) {
    return new DatabaseException(String.valueOf(cause.getMessage()), Trouble.of(cause), cause);
  }

  /** Says of a database that it could not be opened, why, and what to do. */
  public static DatabaseException refusal(
      Trouble trouble, Object database, String detail, @Nullable Throwable cause) {
    return new DatabaseException(trouble.refusal(database, detail), trouble, cause);
  }

  /** Says of a database that is in use what has become of it. */
  public static DatabaseException of(Trouble trouble, Object database) {
    return new DatabaseException(trouble.told(database), trouble);
  }

  public Trouble trouble() {
    return trouble;
  }

  /** Whether work failed by what was to be stored, and the database would take something else. */
  public static boolean isOfContent(RuntimeException failure) {
    return !(failure instanceof DatabaseException known) || known.trouble == Trouble.UNFIT;
  }

  /**
   * Whether the same may succeed in a moment, on another connection. Then it is not known whether
   * what was stored is.
   */
  public boolean mayPass() {
    return switch (trouble) {
      case LOST, CROWDED, STANDBY, CROSSED -> true;
      default -> false;
    };
  }

  /** The kind of trouble in a few words that anyone may see: without names of files or hosts. */
  public String summary() {
    return trouble.summary();
  }
}
