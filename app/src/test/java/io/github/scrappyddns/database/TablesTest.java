package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No migration can add what backups would forget. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TablesTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private String url;

  @BeforeEach
  void migrate() {
    url = kind.freshUrl(directory);
    Database.open(url).close();
  }

  @Test
  void the_list_has_every_table_and_every_column() throws SQLException {
    Map<String, Set<String>> listed = new TreeMap<>();
    Stream.concat(Tables.ALL.stream(), Tables.OF_PROCESSES.stream())
        .forEach(table -> listed.put(table.name(), new TreeSet<>(table.columns())));
    Map<String, Set<String>> real = realColumns(url);
    assertThat(real.remove("schema_version")).isNotNull();
    assertThat(listed).isEqualTo(real);
  }

  @Test
  void a_table_stands_behind_those_that_it_refers_to() throws SQLException {
    List<String> before = new ArrayList<>();
    int references = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      for (String table : Tables.names()) {
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, null, table)) {
          while (keys.next()) {
            assertThat(before).contains(keys.getString("PKTABLE_NAME"));
            references++;
          }
        }
        before.add(table);
      }
    }
    assertThat(references).isEqualTo(7);
  }

  @Test
  void a_table_is_numbered_where_it_has_an_id() {
    assertThat(Tables.ALL)
        .allMatch(table -> table.numbered() == table.columns().contains("id"))
        .anyMatch(Tables.Table::numbered);
  }

  static Map<String, Set<String>> realColumns(String url) throws SQLException {
    Map<String, Set<String>> real = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      DatabaseMetaData all = connection.getMetaData();
      try (ResultSet tables = all.getTables(null, null, "%", new String[] {"TABLE"})) {
        while (tables.next()) {
          real.put(tables.getString("TABLE_NAME"), new TreeSet<>());
        }
      }
      for (Map.Entry<String, Set<String>> table : real.entrySet()) {
        try (ResultSet columns = all.getColumns(null, null, table.getKey(), "%")) {
          while (columns.next()) {
            table.getValue().add(columns.getString("COLUMN_NAME"));
          }
        }
      }
    }
    return real;
  }
}
