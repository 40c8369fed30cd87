package io.github.scrappyddns.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:5433/d, jdbc:postgresql://h:5433/d",
    "jdbc:postgresql:d?user=u&password=planted, jdbc:postgresql:d?user=u&password=***",
    "jdbc:postgresql://h/d?PassWord=planted&ssl=true, jdbc:postgresql://h/d?PassWord=***&ssl=true",
    "jdbc:postgresql://h/d?p%61ssword=planted, jdbc:postgresql://h/d?p%61ssword=***",
    "jdbc:postgresql://h/d?sslpassword=planted&x, jdbc:postgresql://h/d?sslpassword=***&***",
    "jdbc:postgresql://h/d?password=a&planted?, jdbc:postgresql://h/d?password=***&***",
    "jdbc:postgresql://u:planted@h/d, jdbc:postgresql://***@h/d",
    "jdbc:postgresql://u:pl@nted/planted@h/d, jdbc:postgresql://***@h/d",
  })
  void stars_stand_where_a_password_may(String url, String shown) {
    assertThat(DatabaseUrl.withoutSecrets(url)).isEqualTo(shown).doesNotContain("planted");
  }

  @Test
  void a_file_is_named_so_that_every_directory_understands_it() {
    assertThat(DatabaseUrl.withoutSecrets("jdbc:sqlite:a.db"))
        .isEqualTo("jdbc:sqlite:" + Path.of("a.db").toAbsolutePath());
  }

  @Test
  void a_password_before_the_host_is_refused_before_the_driver_logs_it() {
    assertThatThrownBy(() -> Database.open("jdbc:postgresql://u:planted@h/d"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("?user=<user>&password=<password>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h:port/d?password=planted",
        "jdbc:postgresql://u:planted@h/d",
        "jdbc:postgresql://127.0.0.1:1/d?user=u&password=planted",
        "postgresql://u:planted@h/d",
        "jdbc:postgresql://127.0.0.1:1/d?password=%planted",
      })
  void no_error_tells_a_password(String url) {
    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOf(DatabaseException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("planted"));
  }
}
