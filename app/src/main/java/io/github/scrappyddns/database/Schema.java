package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.DatabaseException.Trouble;
import io.github.scrappyddns.database.engine.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The shape of the tables, and its versions.
 *
 * <p>Flyway only runs if there is something to migrate: a start with a current schema costs one
 * query.
 */
final class Schema {
  /** The version of the last file in {@code migrations/}. */
  static final int NEWEST = 12;

  private static final String TABLE = "schema_version";

  /** What tables are, and the least that a program must know to use them. */
  private record Version(int newest, int least) {}

  private Schema() {}

  /**
   * Creates or upgrades the tables; refuses, and changes nothing, if they are too new. Those that a
   * newer program has only added to are used as they are.
   */
  static void bringUpToDate(Engine engine) throws SQLException {
    if (look(engine).orElse(0) < NEWEST) {
      migrate(engine);
    }
  }

  /** The version of tables that this program may use; empty where there are none. */
  static OptionalInt look(Engine engine) throws SQLException {
    if (!engine.exists()) {
      return OptionalInt.empty();
    }
    refuseDamage(
        engine,
        "Move the file away; then restore a backup with 'scrappy-ddns restore <file>', or begin"
            + " with an empty history");
    Optional<Version> version = version(engine);
    refuseNewer(engine, version);
    return version.map(Version::newest).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * The version of tables that exist, are intact, and are no newer than this program knows.
   *
   * @param advice what to do if they are damaged
   */
  static int readable(Engine engine, String advice) throws SQLException {
    if (!engine.exists()) {
      throw new DatabaseException(engine + " does not exist or is empty: it holds no networks");
    }
    refuseDamage(engine, advice);
    // What a newer program has added would be left out of a copy.
    Optional<Version> version =
        version(engine).map(known -> new Version(known.newest, known.newest));
    refuseNewer(engine, version);
    return version
        .map(Version::newest)
        .orElseThrow(() -> new DatabaseException(engine + " holds no tables of Scrappy DDNS"));
  }

  private static void refuseDamage(Engine engine, String advice) {
    engine
        .damage()
        .ifPresent(
            finding -> {
              throw new DatabaseException(
                  engine + " is damaged (" + finding + "). Nothing was changed. " + advice,
                  Trouble.DAMAGED);
            });
  }

  private static void refuseNewer(Engine engine, Optional<Version> version) {
    if (version.isPresent() && version.get().least > NEWEST) {
      throw new DatabaseException(
          engine
              + " was written by a newer Scrappy DDNS (schema "
              + version.get().newest
              + ", this one knows "
              + NEWEST
              + "). Nothing was changed. Install that version again, or restore a backup");
    }
  }

  /** Empty where there are no tables of ours. */
  private static Optional<Version> version(Engine engine) throws SQLException {
    try (Connection connection = engine.openForReading()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, null, TABLE, null)) {
        if (!tables.next()) {
          return Optional.empty();
        }
      }
      int newest = number(connection, "SELECT MAX(CAST(version AS INTEGER)) FROM " + TABLE);
      // Below the third, no program could use the tables of a newer one.
      int least =
          newest <= NEWEST
              ? newest
              : number(connection, "SELECT number FROM shared_number WHERE name = 'least schema'");
      return Optional.of(new Version(newest, least));
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static void migrate(Engine engine) throws SQLException {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(engine.forMigrations())
          .locations("classpath:io/github/scrappyddns/database/migrations")
          .table(TABLE)
          .placeholders(Map.of("identity", engine.identityColumn()))
          .baselineOnMigrate(false)
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException reason && Trouble.of(reason) != Trouble.OTHER) {
          throw reason;
        }
      }
      throw new DatabaseException(
          engine + ": the tables could not be updated: " + e.getMessage(), e);
    }
  }
}
