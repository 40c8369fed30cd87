package io.github.scrappyddns.testing;

import io.github.scrappyddns.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The real databases that every contract test runs on. */
public enum TestDatabase {
  SQLITE,
  POSTGRESQL;

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** One server for the whole JVM; it ends with it. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The JDBC URL of a database that nobody has used. */
  public String freshUrl(Path directory) {
    int number = COUNT.incrementAndGet();
    return switch (this) {
      case SQLITE -> "jdbc:sqlite:" + directory.resolve("test-" + number + ".db");
      case POSTGRESQL -> {
        String name = "test_" + number;
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
        yield Server.POSTGRES.getJdbcUrl("postgres", name);
      }
    };
  }

  /** How many rows there are of a table, or of what stands behind FROM. */
  public static int count(String url, String rows) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
      result.next();
      return result.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A database that nobody has used, open. */
  public Database open(Path directory) {
    return Database.open(freshUrl(directory));
  }
}
