package io.github.scrappyddns.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.engine.SqliteEngine;
import io.github.scrappyddns.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Databases as released versions left them, in {@code schema/<number>.sql}: this program opens each
 * and keeps everything. The first line of a file names the migration that made it, with its digest:
 * what was released is not changed any more, a new migration follows it.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReleasedSchemasTest {
  private static final Contents IN_EACH = new Contents(2, 3, 1);

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  static List<Integer> numbers() {
    return IntStream.rangeClosed(1, Schema.NEWEST).filter(number -> number != 5).boxed().toList();
  }

  @Test
  void no_migration_was_changed_behind_its_release() throws IOException, NoSuchAlgorithmException {
    for (int number : numbers()) {
      String[] words = dump(number).lines().findFirst().orElseThrow().split(" ", -1);
      assertThat(words[1]).startsWith("V" + number + "__");
      try (InputStream migration = Schema.class.getResourceAsStream("migrations/" + words[1])) {
        assertThat(migration).as(words[1]).isNotNull();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        assertThat(HexFormat.of().formatHex(digest.digest(migration.readAllBytes())))
            .as(words[1])
            .isEqualTo(words[2]);
      }
    }
  }

  @Test
  void what_each_release_left_is_opened_and_kept_whole() throws IOException, SQLException {
    Map<String, Set<String>> newest = columnsOfFreshDatabase();
    for (int number : numbers()) {
      String url = loaded(number, kind);
      Map<String, Set<String>> released = TablesTest.realColumns(url);
      released.remove("schema_version");
      Map<String, List<String>> before = rows(url, released);
      try (Database database = Database.open(url)) {
        assertThat(database.contents()).isEqualTo(IN_EACH);
        assertThat(FilledDatabase.numberOfNewNetwork(database)).isEqualTo(8);
        database.write(writing -> writing.update("DELETE FROM network WHERE id = 8"));
      }
      assertThat(rows(url, released)).isEqualTo(before);
      assertThat(before.values()).noneMatch(List::isEmpty);
      assertThat(TablesTest.realColumns(url)).isEqualTo(newest);
    }
  }

  @Test
  void what_each_release_backed_up_is_restored() throws IOException, SQLException {
    for (int number : numbers()) {
      String backup = loaded(number, TestDatabase.SQLITE);
      Path file = Path.of(backup.substring(SqliteEngine.PREFIX.length()));
      assertThat(Restore.run(file, kind.freshUrl(directory), false)).isEqualTo(IN_EACH);
    }
  }

  private Map<String, Set<String>> columnsOfFreshDatabase() throws SQLException {
    String url = kind.freshUrl(directory);
    Database.open(url).close();
    return TablesTest.realColumns(url);
  }

  private static Map<String, List<String>> rows(String url, Map<String, Set<String>> columns)
      throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, Set<String>> table : columns.entrySet()) {
        List<String> found = new ArrayList<>();
        String query = "SELECT " + String.join(", ", table.getValue()) + " FROM " + table.getKey();
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            StringBuilder text = new StringBuilder();
            for (int column = 1; column <= table.getValue().size(); column++) {
              text.append(row.getString(column)).append(" | ");
            }
            found.add(text.toString());
          }
        }
        rows.put(table.getKey(), found.stream().sorted().toList());
      }
    }
    return rows;
  }

  private String loaded(int number, TestDatabase into) throws IOException, SQLException {
    String url = into.freshUrl(directory);
    String identity = DatabaseUrl.engine(url).identityColumn();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : dump(number).replace("${identity}", identity).split(";\n", -1)) {
        boolean onlyPostgresql = sql.contains("pg_get_serial_sequence");
        if (!sql.isBlank() && (!onlyPostgresql || into == TestDatabase.POSTGRESQL)) {
          statement.execute(sql);
        }
      }
    }
    return url;
  }

  private static String dump(int number) throws IOException {
    String name = "/schema/" + number + ".sql";
    try (InputStream stream = ReleasedSchemasTest.class.getResourceAsStream(name)) {
      assertThat(stream).as("a released database: src/test/resources" + name).isNotNull();
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
