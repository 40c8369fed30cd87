package io.github.scrappyddns.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The shape of the tables, and its versions.
 *
 * <p>Flyway is only woken where there is something to migrate: a start with a current schema costs
 * one query.
 */
final class Schema {
  /** The version of the last file in {@code migrations/}. */
  static final int NEWEST = 1;

  private static final String TABLE = "schema_version";

  private Schema() {}

  /** Creates or upgrades the tables; refuses, and changes nothing, where they are newer. */
  static void bringUpToDate(Engine engine) throws SQLException {
    if (engine.exists()) {
      engine.verify();
      int version = version(engine);
      if (version == NEWEST) {
        return;
      }
      if (version > NEWEST) {
        throw new DatabaseException(
            engine
                + " was written by a newer Scrappy DDNS (schema "
                + version
                + ", this one knows "
                + NEWEST
                + "). Nothing was changed. Install that version again, or restore a backup");
      }
    }
    migrate(engine);
  }

  private static int version(Engine engine) throws SQLException {
    try (Connection connection = engine.openForReading()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, null, TABLE, null)) {
        if (!tables.next()) {
          return 0;
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT MAX(CAST(version AS INTEGER)) FROM " + TABLE)) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private static void migrate(Engine engine) {
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
      throw new DatabaseException(
          engine + ": the tables could not be brought up to date: " + e.getMessage(), e);
    }
  }
}
