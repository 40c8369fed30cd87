package io.github.scrappyddns.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path directory;

  private static ConfigFile parse(String text) {
    return ConfigFile.parse("some.conf", text);
  }

  private static Optional<String> value(String line) {
    ConfigFile file = parse(line);
    assertThat(file.problems()).isEmpty();
    assertThat(file.entries()).hasSize(1);
    assertThat(file.entries().get(0).key()).isEqualTo("KEY");
    return file.entries().get(0).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "KEY='value'|value",
        "KEY=\"value\"|value",
        "KEY = 'value'|value",
        "  KEY  =  'value'  |value",
        "KEY='it is \"quoted\"'|it is \"quoted\"",
        "KEY=\"it's\"|it's",
        "KEY='it\\'s'|it's",
        "KEY=\"say \\\"hi\\\"\"|say \"hi\"",
        "KEY='a\\\\b'|a\\b",
        "KEY='tab\\there'|tab\there",
        "KEY='\\x41\\u00e9'|Aé",
        "KEY='C:\\dir'|C:\\dir",
        "KEY='$1 and \\\\1'|$1 and \\1",
        "KEY='a # b'|a # b",
        "KEY='a'# b|a",
        "KEY='a' # it's \"b\"|a",
        "KEY=123|123",
        "KEY=-1|-1",
        "KEY=+1 # one|+1",
        "KEY=True|True",
        "KEY=False # not|False",
      })
  void each_form_has_its_value(String line, String expected) {
    assertThat(value(line)).contains(expected);
  }

  @Test
  void an_empty_text_is_a_value_and_none_is_not() {
    assertThat(value("KEY=''")).contains("");
    assertThat(value("KEY=\"\"")).contains("");
    assertThat(value("KEY=None")).isEmpty();
    assertThat(value("KEY=None # none")).isEmpty();
  }

  @Test
  void comments_and_blank_lines_and_what_editors_leave_behind_are_passed_over() throws IOException {
    Path path = directory.resolve("some.conf");
    Files.writeString(
        path, "\uFEFF# comment\r\n\r\n   \r\n  # it's another\r\nLOG_LEVEL='INFO'\r\n#\r\n\u001A");
    ConfigFile file = ConfigFile.read(path);
    assertThat(file.problems()).isEmpty();
    assertThat(file.entries())
        .containsExactly(new ConfigFile.Entry("LOG_LEVEL", Optional.of("INFO"), path + " line 5"));
  }

  @Test
  void an_endless_value_is_read() {
    String urls = "ntfys://ntfy.sh/topic ".repeat(10_000);
    assertThat(value("KEY='" + urls + "'")).contains(urls);
    assertThat(value("KEY=\"" + urls + "\"")).contains(urls);
    assertThat(value("KEY='" + "\\'".repeat(100_000) + "'")).contains("'".repeat(100_000));
    assertThat(parse("KEY='" + urls).problems()).hasSize(1);
    assertThat(parse("KEY='" + "\\'".repeat(100_000)).problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG_LEVEL",
        "LOG_LEVEL=",
        "LOG_LEVEL=INFO",
        "LOG_LEVEL='INFO",
        "LOG_LEVEL='INFO\\'",
        "LOG_LEVEL='INFO\"",
        "LOG_LEVEL='INFO' 'x'",
        "LOG_LEVEL='INFO'; X=1",
        "LOG_LEVEL=('INFO')",
        "LOG_LEVEL=r'INFO'",
        "LOG_LEVEL=1.5",
        "LOG_LEVEL=true",
        "LOG_LEVEL: 'INFO'",
        "LOG-LEVEL='INFO'",
        "1LOG='INFO'",
        "='INFO'",
        "import os",
        "[section]",
      })
  void anything_else_is_a_problem_that_names_file_line_and_text(String line) {
    ConfigFile file = parse("# first\n" + line + "\nPROXY_COUNT=1\n");
    assertThat(file.problems()).singleElement().asString().startsWith("some.conf line 2: ");
    assertThat(file.problems().get(0)).endsWith(": " + line);
    assertThat(file.entries()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUSH_APP_KEY=s3cr3t",
        "PUSH_APP_KEY = s3cr3t s3cr3t",
        "PUSH_APP_KEY='s3cr3t",
        "PUSH_APP_KEY: 's3cr3t'",
        "PUSH_APP_KEY s3cr3t",
        "PUSH_APP_KEY_FILE=s3cr3t",
        "PUSH_APPKEY=s3cr3t",
        "export PUSH_APP_KEY=s3cr3t",
        "NOTIFY_URLS='''ntfy://s3cr3t'''",
        "NOTIFY_URLS+='ntfy://s3cr3t'",
        "LOG_LEVEL='INFO'; PUSH_APP_KEY='s3cr3t'",
        "ntfys://me:s3cr3t-password@ntfy.example.com/topic",
        "'s3cr3ts3cr3t'",
        "ANDROID_PUSH_API_KEY=[\"s3cr3t\", \"s3cr3t\"]",
      })
  void a_problem_never_tells_what_may_be_a_secret(String line) {
    assertThat(parse(line).problems()).singleElement().asString().doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3t:Home",
        "s3cr3t : Home = 2",
        "  s3cr3t:a",
        "x.s3cr3t~_-:Home",
        "\uFEFFs3cr3t:Home",
        "s3cr3t: LOG_LEVEL",
      })
  void a_token_list_in_the_place_of_a_configuration_tells_no_token(String line) {
    assertThat(parse("# networks\n" + line).problems())
        .singleElement()
        .asString()
        .startsWith("some.conf line 2: ")
        .contains("***:")
        .doesNotContain("s3cr3t");
  }

  @Test
  void every_problem_of_a_file_is_told() {
    assertThat(parse("one\nPROXY_COUNT=1\ntwo\nthree\n").problems()).hasSize(3);
  }

  @Test
  void a_file_that_is_missing_or_not_utf_8_is_a_problem() throws IOException {
    Path missing = directory.resolve("missing.conf");
    assertThat(ConfigFile.read(missing).problems()).isEqualTo(List.of(missing + ": no such file"));
    Path latin = directory.resolve("latin.conf");
    Files.write(latin, "LOG_FILE='Zürich'\n".getBytes(ISO_8859_1));
    assertThat(ConfigFile.read(latin).problems()).singleElement().asString().contains("UTF-8");
    assertThat(ConfigFile.read(directory).problems())
        .containsExactly(directory + ": is a directory, not a file");
  }
}
