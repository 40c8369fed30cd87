package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings are found, and which of them wins. */
class LayersTest {
  @TempDir Path directory;

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private Layers read(Map<String, String> environment) {
    return Layers.read(directory, environment);
  }

  private static Optional<String> text(Layers layers, Setting setting) {
    return layers.get(setting).map(Layers.Value::text);
  }

  private static void assertClean(Layers layers) {
    assertThat(layers.problems()).isEmpty();
    assertThat(layers.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrappy-ddns.conf", "scrappyddns.conf"})
  void the_file_of_the_current_directory_is_read(String name) throws IOException {
    write(name, "LOG_FILE='here'\n");
    assertThat(text(read(Map.of()), Setting.LOG_FILE)).contains("here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAPPY_DDNS_CONF", "SCRAPPYDDNS_CONF"})
  void the_file_that_the_environment_names_wins_over_it(String variable) throws IOException {
    write("scrappy-ddns.conf", "LOG_FILE='here'\nPROXY_COUNT=1\n");
    write("other.conf", "LOG_FILE='there'\n");
    Layers layers = read(Map.of(variable, directory.resolve("other.conf").toString()));
    assertThat(text(layers, Setting.LOG_FILE)).contains("there");
    assertThat(text(layers, Setting.PROXY_COUNT)).contains("1");
    assertClean(layers);
  }

  @Test
  void the_environment_wins_over_both() throws IOException {
    write("scrappy-ddns.conf", "LOG_FILE='here'\n");
    write("other.conf", "LOG_FILE='there'\n");
    Layers layers = read(Map.of("SCRAPPY_DDNS_CONF", "other.conf", "SCRAPPY_LOG_FILE", "env"));
    assertThat(text(layers, Setting.LOG_FILE)).contains("env");
    assertClean(layers);
  }

  @Test
  void in_a_file_the_last_line_wins_and_none_takes_back() throws IOException {
    write("scrappy-ddns.conf", "LOG_FILE='a'\nLOG_FILE='b'\nPROXY_COUNT=1\nPROXY_COUNT=None\n");
    Layers layers = read(Map.of());
    assertThat(text(layers, Setting.LOG_FILE)).contains("b");
    assertThat(layers.get(Setting.PROXY_COUNT)).isEmpty();
  }

  @Test
  void a_named_file_that_is_missing_is_a_problem() {
    assertThat(read(Map.of("SCRAPPY_DDNS_CONF", "none.conf")).problems())
        .singleElement()
        .asString()
        .contains("none.conf: no such file");
  }

  @Test
  void a_secret_is_read_from_the_file_that_its_key_with_file_names() throws IOException {
    write("user", "user-secret\n");
    write("app", "  app-secret  \r\n");
    write("scrappy-ddns.conf", "PUSH_USER_KEY_FILE='" + directory.resolve("user") + "'\n");
    Layers layers = read(Map.of("SCRAPPY_PUSH_APP_KEY_FILE", directory.resolve("app").toString()));
    assertThat(text(layers, Setting.PUSH_USER_KEY)).contains("user-secret");
    assertThat(text(layers, Setting.PUSH_APP_KEY)).contains("app-secret");
    assertClean(layers);
  }

  @Test
  void such_a_file_is_sought_where_the_other_files_are() throws IOException {
    write("user", "user-secret\n");
    assertThat(text(read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", "user")), Setting.PUSH_USER_KEY))
        .contains("user-secret");
  }

  @Test
  void such_a_file_that_cannot_be_read_is_a_problem() {
    assertThat(read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", "none")).problems())
        .singleElement()
        .asString()
        .startsWith("SCRAPPY_PUSH_USER_KEY_FILE: ");
    assertThat(read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", "\0")).problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFs3cr3t", "s3cr3t\r\n", "s3cr3t\u001A", "\uFEFFs3cr3t\r\n\u001A"})
  void what_an_editor_put_around_a_secret_is_no_part_of_it(String content) throws IOException {
    write("secret", content);
    assertThat(
            text(
                read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", directory.resolve("secret").toString())),
                Setting.PUSH_USER_KEY))
        .contains("s3cr3t");
  }

  @Test
  void what_is_no_file_is_told_and_a_secret_in_its_place_is_not() {
    assertThat(read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", "/")).problems())
        .containsExactly(
            "SCRAPPY_PUSH_USER_KEY_FILE: the file that it names cannot be read:"
                + " is a directory, not a file");
    assertThat(read(Map.of("SCRAPPY_PROXY_COUNT_FILE", "/")).problems())
        .containsExactly(
            "SCRAPPY_PROXY_COUNT_FILE: the file that it names (/) cannot be read:"
                + " is a directory, not a file");
    assertThat(read(Map.of("SCRAPPY_PUSH_USER_KEY_FILE", "s3cr3t")).problems())
        .singleElement()
        .asString()
        .endsWith("no such file")
        .doesNotContain("s3cr3t");
  }

  @Test
  void what_the_locale_damaged_is_a_problem_of_a_setting_and_of_nothing_else() {
    Layers layers =
        read(Map.of("SCRAPPY_LOG_FILE", "B\uFFFD\uFFFDro", "SCRAPPY_DDNS_PORT", "B\uFFFD\uFFFDro"));
    assertThat(layers.problems())
        .singleElement()
        .asString()
        .startsWith("SCRAPPY_LOG_FILE: ")
        .endsWith("set LC_ALL=C.UTF-8");
    assertThat(layers.get(Setting.LOG_FILE)).isEmpty();
  }

  @Test
  void where_the_keys_own_name_ends_in_file_the_name_wins() throws IOException {
    write("where", "elsewhere.log\n");
    Layers layers = read(Map.of("SCRAPPY_LOG_FILE", "where", "SCRAPPY_TOKEN_LIST_FILE", "where"));
    assertThat(text(layers, Setting.LOG_FILE)).contains("where");
    assertThat(text(layers, Setting.TOKEN_LIST_FILE)).contains("where");
    assertThat(
            text(
                read(Map.of("SCRAPPY_LOG_FILE_FILE", directory.resolve("where").toString())),
                Setting.LOG_FILE))
        .contains("elsewhere.log");
  }

  @Test
  void token_file_is_another_name_of_token_list_file() throws IOException {
    write("scrappy-ddns.conf", "TOKEN_FILE='old.list'\n");
    assertThat(text(read(Map.of()), Setting.TOKEN_LIST_FILE)).contains("old.list");
    assertThat(text(read(Map.of("SCRAPPY_TOKEN_FILE", "env.list")), Setting.TOKEN_LIST_FILE))
        .contains("env.list");
  }

  @ParameterizedTest
  @CsvSource({
    "PROXYCOUNT, PROXY_COUNT",
    "PROXIES_COUNT, PROXY_COUNT",
    "log_level, LOG_LEVEL",
    "NOTIFY_URL, NOTIFY_URLS",
    "TOKEN_LIST, TOKEN_LIST_FILE",
    "PUSH_USER_KEY_FIL, PUSH_USER_KEY_FILE",
  })
  void an_unknown_key_of_a_file_is_a_problem_that_names_the_nearest(String key, String nearest)
      throws IOException {
    write("scrappy-ddns.conf", "\n" + key + "='x'\n");
    assertThat(read(Map.of()).problems())
        .singleElement()
        .asString()
        .endsWith("line 2: unknown key " + key + "; did you mean " + nearest + "?");
  }

  @Test
  void a_key_that_resembles_none_is_a_problem_without_a_guess() throws IOException {
    write("scrappy-ddns.conf", "SOMETHING_ELSE_ALTOGETHER='x'\n");
    assertThat(read(Map.of()).problems())
        .singleElement()
        .asString()
        .endsWith("unknown key SOMETHING_ELSE_ALTOGETHER");
  }

  @Test
  void an_unknown_variable_of_the_environment_only_draws_a_warning() {
    Layers layers =
        read(Map.of("SCRAPPY_DDNS_PORT", "tcp://10.0.0.1:5000", "SCRAPPY_LOGLEVEL", "s3cr3t"));
    assertThat(layers.problems()).isEmpty();
    assertThat(layers.warnings()).hasSize(2);
    assertThat(layers.warnings().get(0)).startsWith("SCRAPPY_DDNS_PORT: no such setting");
    assertThat(layers.warnings().get(1))
        .startsWith("SCRAPPY_LOGLEVEL: ")
        .endsWith("did you mean SCRAPPY_LOG_LEVEL?")
        .doesNotContain("s3cr3t");
  }

  @Test
  void other_peoples_variables_and_empty_ones_are_passed_over() {
    Layers layers =
        read(Map.of("PATH", "/bin", "LOG_FILE", "x", "SCRAPPYDDNS_X", "x", "SCRAPPY_LOG_FILE", ""));
    assertThat(layers.get(Setting.LOG_FILE)).isEmpty();
    assertClean(layers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEBUG", "TESTING", "SECRET_KEY", "SERVER_NAME"})
  void flasks_own_keys_are_ignored_with_a_warning(String key) throws IOException {
    write("scrappy-ddns.conf", key + "='s3cr3t'\n");
    Layers layers = read(Map.of());
    assertThat(layers.problems()).isEmpty();
    assertThat(layers.warnings())
        .singleElement()
        .asString()
        .contains("line 1: " + key)
        .doesNotContain("s3cr3t");
  }
}
