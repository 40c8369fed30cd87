package io.github.scrappyddns.database;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.database.engine.Engine;
import io.github.scrappyddns.database.engine.PostgresqlEngine;
import io.github.scrappyddns.database.engine.SqliteEngine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A JDBC URL: which kind of database it means, and how to show it without secrets. */
public final class DatabaseUrl {
  /** The parameters whose values may be shown; of all others only the name is. */
  private static final Set<String> HARMLESS = Set.of("user", "ssl", "sslmode", "currentschema");

  private DatabaseUrl() {}

  /** What is wrong with the URL itself; the database need not be reachable. */
  public static Optional<String> problem(String url) {
    try {
      engine(url);
      return Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What would keep a start from using the database, found without changing anything and beside a
   * service that runs; empty where it can be used, or made.
   */
  public static Optional<String> problemOfDatabase(String url) {
    try {
      Engine engine = engine(url).untouched();
      engine.refuseUnwritable();
      try {
        var unused = Schema.look(engine);
        return Optional.empty();
      } catch (SQLException e) {
        throw engine.refusal(e);
      }
    } catch (DatabaseException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The database's files, be they there or not; none where it is on a server, or none at all. */
  public static List<Path> files(String url) {
    return problem(url).isEmpty() && engine(url) instanceof SqliteEngine engine
        ? engine.files()
        : List.of();
  }

  static Engine engine(String url) {
    if (url.startsWith(SqliteEngine.PREFIX)) {
      return new SqliteEngine(url);
    }
    if (url.startsWith(PostgresqlEngine.PREFIX)) {
      return new PostgresqlEngine(url);
    }
    throw new DatabaseException(
        "DATABASE_URL must begin with " + SqliteEngine.PREFIX + " or " + PostgresqlEngine.PREFIX);
  }

  static String ofFile(Path file) {
    return SqliteEngine.PREFIX + file.toAbsolutePath();
  }

  /** The same URL, valid in every directory, with stars where a password may be. */
  public static String withoutSecrets(String url) {
    if (url.startsWith(SqliteEngine.PREFIX)) {
      return ofFile(Path.of(url.substring(SqliteEngine.PREFIX.length())));
    }
    int question = url.indexOf('?');
    String place = question < 0 ? url : url.substring(0, question);
    String shown = place.replaceFirst("//.*@", "//***@");
    return question < 0
        ? shown
        : Arrays.stream(url.substring(question + 1).split("&", -1))
            .map(DatabaseUrl::shownParameter)
            .collect(Collectors.joining("&", shown + "?", ""));
  }

  private static String shownParameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? "" : parameter.substring(0, equals);
    if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
      return parameter;
    }
    return equals < 0 ? "***" : name + "=***";
  }
}
