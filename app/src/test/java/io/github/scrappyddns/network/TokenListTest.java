package io.github.scrappyddns.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListTest {
  private static final String TOKEN = "NRmPzFrTYwgvhuQN3a5k";
  private static final String OTHER = "QxWb7LkYt2mVpZs9RcHd";

  @TempDir Path directory;

  private TokenList read(String text) throws IOException {
    return read(text, UTF_8);
  }

  private TokenList read(String text, Charset charset) throws IOException {
    Path file = directory.resolve("token.list");
    Files.write(file, text.getBytes(charset));
    return TokenList.read(file, Set.of("health", "api"));
  }

  private static List<String> printed(TokenList list) {
    return list.entries().stream()
        .map(entry -> entry.token().reveal() + ":" + entry.name())
        .toList();
  }

  @Test
  void each_line_is_a_token_and_a_name_in_the_order_of_the_file() throws IOException {
    TokenList list = read(TOKEN + ":Home\n" + OTHER + ":Office\n");
    assertThat(printed(list)).containsExactly(TOKEN + ":Home", OTHER + ":Office");
    assertThat(list.problems()).isEmpty();
    assertThat(list.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s:Home\r\n",
        "%s:Home",
        "\uFEFF%s:Home\n",
        "\uFEFF# list\r\n\r\n%s:Home\r\n",
        "  %s : Home \t\n",
        "# a comment: with colon\n\n   \n  # another\n%s:Home\n#end",
      })
  void what_editors_leave_behind_is_tolerated(String format) throws IOException {
    TokenList list = read(String.format(format, TOKEN));
    assertThat(printed(list)).containsExactly(TOKEN + ":Home");
    assertThat(list.problems()).isEmpty();
  }

  @Test
  void a_name_may_hold_colons_hashes_and_every_script() throws IOException {
    TokenList list = read(TOKEN + ":Café: Zürich 東京 # 2\n" + OTHER + "::\n");
    assertThat(printed(list)).containsExactly(TOKEN + ":Café: Zürich 東京 # 2", OTHER + "::");
  }

  @Test
  void two_tokens_may_have_one_name() throws IOException {
    assertThat(read(TOKEN + ":Home\n" + OTHER + ":Home\n").problems()).isEmpty();
  }

  @Test
  void a_token_listed_twice_is_a_problem_that_names_both_lines() throws IOException {
    TokenList list = read(TOKEN + ":Home\n\n" + TOKEN + ":Office\n");
    assertThat(list.problems()).hasSize(1);
    assertThat(list.problems().get(0)).contains("token.list line 3").contains("line 1");
    assertThatNothingTells(list, TOKEN);
  }

  @Test
  void a_short_token_works_and_draws_a_warning_that_names_its_line_only() throws IOException {
    TokenList list = read("# list\n123456789012345:Home\n" + TOKEN + ":Office\n");
    assertThat(list.entries()).hasSize(2);
    assertThat(list.warnings()).hasSize(1);
    assertThat(list.warnings().get(0)).contains("token.list line 2").contains("16 characters");
    assertThatNothingTells(list, "12345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "HEALTH", "Api", ".", ".."})
  void a_word_that_is_a_path_of_the_service_is_no_token(String word) throws IOException {
    TokenList list = read(word + ":Home\n");
    assertThat(list.entries()).isEmpty();
    assertThat(list.problems()).singleElement().asString().contains("line 1").contains("path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOKEN,
        TOKEN + " Home",
        ":Home",
        TOKEN + ":",
        TOKEN + ":   ",
        TOKEN + "/:Home",
        "ä" + TOKEN + ":Home",
        TOKEN + ":Ho\u0000me",
        TOKEN + ":Ho\u001bme",
        "\uFEFF\uFEFF" + TOKEN + ":Home",
      })
  void a_broken_line_is_a_problem_that_names_the_line_and_never_the_token(String line)
      throws IOException {
    TokenList list = read(OTHER + ":Office\n" + line + "\n");
    assertThat(list.problems()).singleElement().asString().contains("token.list line 2: ");
    assertThatNothingTells(list, TOKEN);
  }

  @Test
  void a_name_of_300_characters_is_taken_and_a_longer_one_is_not() throws IOException {
    assertThat(read(TOKEN + ":" + "🏠".repeat(300) + "\n").problems()).isEmpty();
    assertThat(read(TOKEN + ":" + "x".repeat(301) + "\n").problems()).hasSize(1);
  }

  @Test
  void all_problems_are_told_together() throws IOException {
    TokenList list = read("one\n:two\nhealth:three\n" + TOKEN + ":Home\n" + TOKEN + ":Home\n");
    assertThat(list.problems()).hasSize(4);
  }

  @Test
  void a_file_that_is_not_utf_8_is_a_problem() throws IOException {
    TokenList list = read(TOKEN + ":Zürich\n", ISO_8859_1);
    assertThat(list.problems()).singleElement().asString().contains("token.list: not UTF-8");
  }

  @Test
  void a_missing_file_and_a_directory_are_problems() {
    assertThat(TokenList.read(directory.resolve("none"), Set.of()).problems())
        .singleElement()
        .asString()
        .contains("no such token list");
    assertThat(TokenList.read(directory, Set.of()).problems())
        .singleElement()
        .asString()
        .contains("cannot be read");
  }

  @Test
  void a_list_without_tokens_draws_a_warning() throws IOException {
    TokenList list = read("# nothing yet\n");
    assertThat(list.problems()).isEmpty();
    assertThat(list.warnings()).singleElement().asString().contains("lists no token");
  }

  private static void assertThatNothingTells(TokenList list, String secret) {
    assertThat(list.problems()).noneMatch(problem -> problem.contains(secret));
    assertThat(list.warnings()).noneMatch(warning -> warning.contains(secret));
    assertThat(list.toString()).doesNotContain(secret);
  }
}
