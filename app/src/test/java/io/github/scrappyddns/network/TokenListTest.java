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

  @ParameterizedTest
  @ValueSource(strings = {"", "%s:Home\n", "%s:Home\r", "# x\r\n", "%s:Home\r\n\u001A", "\n"})
  void a_list_has_an_end(String format) throws IOException {
    assertThat(read(String.format(format, TOKEN)).ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s:Home", "%s", "\n# x", "%s:Home\n ", "%s:Home\u001A"})
  void or_stops_in_the_middle_of_a_line(String format) throws IOException {
    assertThat(read(String.format(format, TOKEN)).ended()).isFalse();
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

  @Test
  void a_file_that_is_too_large_for_the_heap_is_refused_with_what_to_set() throws IOException {
    String line = "#".repeat(1_023) + "\n";
    TokenList list = limited(line.repeat(9 * 1_024), 64 << 20);
    assertThat(list.problems())
        .singleElement()
        .asString()
        .endsWith(
            "token.list: is 9 MB large, and 8 MB are the most that a heap of 64 MB takes:"
                + " start Java with -Xmx81m or more (JAVA_OPTS)");
    assertThat(limited(line.repeat(8 * 1_024), 64 << 20).problems()).isEmpty();
  }

  @Test
  void more_tokens_than_the_heap_takes_are_refused_with_what_to_set() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append(TOKEN).append(i).append(":N\n");
    }
    TokenList list = limited(text.toString(), 2 << 20);
    assertThat(list.problems())
        .singleElement()
        .asString()
        .contains("has 5,000 tokens, and 3,495 are the most that a heap of 2 MB takes")
        .contains("-Xmx4m");
    assertThat(limited(text.toString(), 3 << 20).problems()).isEmpty();
    assertThat(limited(text.toString(), 3 << 20).entries()).hasSize(5_000);
  }

  private TokenList limited(String text, long heap) throws IOException {
    Path file = directory.resolve("token.list");
    Files.writeString(file, text);
    return TokenList.read(file, Set.of(), new ListLimit(heap));
  }

  /** Its size is told as nothing, and it has more lines than the limit takes. */
  @Test
  void a_file_that_does_not_tell_its_size_is_bounded_as_well() {
    TokenList list = TokenList.read(Path.of("/proc/self/smaps"), Set.of(), new ListLimit(8_000));
    assertThat(list.problems()).last().asString().contains("are the most that a heap");
  }

  @Test
  void a_line_without_an_end_takes_no_memory() throws IOException {
    TokenList list = read(TOKEN + ":" + "x".repeat(5_000_000) + "\n" + OTHER + ":Office\n");
    assertThat(list.problems()).singleElement().asString().contains("line 1: a line has at most");
    assertThat(printed(read("#" + "x".repeat(5_000_000) + "\r" + OTHER + ":Office\r")))
        .containsExactly(OTHER + ":Office");
  }

  @Test
  void a_name_of_nothing_but_what_prints_nothing_is_missing() throws IOException {
    assertThat(read(TOKEN + ":\u200b\u00a0\ufeff\n").problems()).hasSize(1);
  }

  @Test
  void the_byte_with_which_dos_ends_a_file_is_no_line() throws IOException {
    assertThat(printed(read(TOKEN + ":Home\r\n\u001a"))).containsExactly(TOKEN + ":Home");
    assertThat(printed(read(TOKEN + ":Home\u001a"))).containsExactly(TOKEN + ":Home");
    assertThat(read(TOKEN + ":Home\u001a\n").problems()).hasSize(1);
  }

  @Test
  void of_very_many_problems_and_warnings_the_first_are_told() throws IOException {
    TokenList list = read("no colon\n".repeat(100_000) + warned(100));
    assertThat(list.problems()).hasSize(51).last().isEqualTo("… and 99950 more");
    assertThat(list.warnings()).hasSize(51).last().isEqualTo("… and 50 more");
  }

  private static String warned(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('t').append(i).append(":N\n");
    }
    return text.toString();
  }

  private static void assertThatNothingTells(TokenList list, String secret) {
    assertThat(list.problems()).noneMatch(problem -> problem.contains(secret));
    assertThat(list.warnings()).noneMatch(warning -> warning.contains(secret));
    assertThat(list.toString()).doesNotContain(secret);
  }
}
