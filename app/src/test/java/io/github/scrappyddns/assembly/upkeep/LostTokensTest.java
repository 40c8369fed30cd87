package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits that leave out what was in force, on purpose or not. */
class LostTokensTest extends WatchedTokenList {
  @Test
  void a_single_lost_token_is_warned_of_even_where_another_came_in_its_place() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n");
    lookOften();
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, OLD + ":Home\n" + NEW + "2:Cabin\n");
      lookOften();
      assertThat(log.lines())
          .containsExactly(
              "WARN The token list changed: 2 tokens are in force, 2 were before;"
                  + " 1 of those let nobody in any more");
    }
  }

  @Test
  void a_list_that_was_cut_off_inside_a_line_is_told_and_not_taken_over() throws IOException {
    String third = "a-third-token-of-the-list";
    String whole = OLD + ":Home\n" + NEW + ":Cabin\r\n" + third + ":Parents' house\n";
    Files.writeString(file, whole);
    lookOften();
    for (int end = 1; end < whole.length(); end++) {
      char last = whole.charAt(end - 1);
      boolean inside = last != '\n' && last != '\r';
      Files.writeString(file, whole.substring(0, end));
      watch.readAnew();
      assertThat(knows(third)).as("cut off behind %s characters", end).isEqualTo(inside);
      assertThat(watch.warning().isPresent()).isEqualTo(inside && end < whole.length() - 1);
      assertThat(network(OLD)).contains("Home");
      if (inside) {
        assertThat(network(NEW)).contains("Cabin");
        assertThat(network(third)).contains("Parents' house");
      }
      Files.writeString(file, whole);
      watch.readAnew();
      assertThat(watch.warning()).isEmpty();
    }
  }

  @Test
  void a_list_whose_last_line_never_had_an_end_may_grow_and_be_renamed() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin");
    lookOften();
    assertThat(network(NEW)).contains("Cabin");
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin in the woods");
    lookOften();
    assertThat(network(NEW)).contains("Cabin in the woods");
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, NEW + ":Cabin in the woods");
      lookOften();
      assertThat(knows(OLD)).isTrue();
      assertThat(log.lines()).anyMatch(line -> line.contains("end its last line"));
      Files.writeString(file, NEW + ":Cabin in the woods\n");
      lookOften();
      assertThat(knows(OLD)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no colon\n", "", "one:Two\none:Two\n"})
  void health_warns_while_the_file_is_not_what_is_in_force(String text) throws IOException {
    assertThat(watch.warning()).isEmpty();
    Files.writeString(file, text);
    lookOften();
    assertThat(watch.warning())
        .contains("token list: its last edit was not taken over, the log says why");
    lookOften();
    assertThat(watch.warning()).isPresent();
    Files.writeString(file, OLD + ":Home\n");
    lookOften();
    assertThat(watch.warning()).isEmpty();
    Files.delete(file);
    lookOften();
    assertThat(watch.warning()).isPresent();
  }

  @Test
  void an_edit_that_cannot_be_stored_is_a_warning_until_it_is() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n");
    database.write(writing -> writing.update("ALTER TABLE token RENAME TO away"));
    watch.look();
    assertThatThrownBy(watch::look).isInstanceOf(DatabaseException.class);
    assertThat(watch.warning())
        .contains("token list: its last edit cannot be stored yet and is not in force");
    database.write(writing -> writing.update("ALTER TABLE away RENAME TO token"));
    watch.look();
    assertThat(watch.warning()).isEmpty();
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void a_list_that_lost_most_of_its_tokens_is_taken_over_and_warned_of() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW + ":Cabin\n" + NEW + "2:Office\n");
    lookOften();
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, OLD + ":Home\n");
      lookOften();
      assertThat(knows(NEW)).as("a token that was taken out lets nobody in").isFalse();
      assertThat(log.lines())
          .containsExactly(
              "WARN The token list changed: 1 tokens are in force, 3 were before;"
                  + " 2 of those let nobody in any more");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "# nobody\n", "\uFEFF", " \t\r\n#\r\n", "#" + OLD + ":Home\n"})
  void an_edit_that_leaves_no_token_at_all_is_told_and_not_taken_over(String text)
      throws IOException {
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, text);
      lookOften();
      assertThat(knows(OLD)).isTrue();
      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("ERROR"))
          .anyMatch(line -> line.contains("token.list: lists no token"))
          .anyMatch(line -> line.contains("last good token list stays in force"));
    }
    Files.writeString(file, NEW + ":Cabin\n");
    lookOften();
    assertThat(knows(NEW)).isTrue();
    assertThat(knows(OLD)).isFalse();
  }

  @Test
  void where_networks_of_the_pages_let_in_a_start_takes_an_emptied_list() throws IOException {
    NetworkTable table = new NetworkTable(new HandClock());
    RegistryTable registry = new RegistryTable();
    database.write(
        writing -> {
          long id = table.insert(writing, "Made", 9);
          registry.keep(writing, id, 9);
          registry.insert(writing, id, Token.parse(NEW).orElseThrow(), 0, 9);
          return writing.update("UPDATE shared_number SET number = 9 WHERE name = 'revision'");
        });
    new RegistryWatch(database, table, networks, new HandClock(), () -> {}).takeOver();
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, "");
      lookOften();
      assertThat(network(OLD)).contains("Home");
      assertThat(network(NEW)).contains("Made");
      assertThat(log.lines()).anyMatch(line -> line.contains("start the service anew"));
    }
  }

  @Test
  void a_list_that_ends_in_the_middle_of_a_token_is_not_taken_over() throws IOException {
    Files.writeString(file, OLD + ":Home\n" + NEW.substring(0, 5));
    lookOften();
    assertThat(knows(OLD)).isTrue();
    assertThat(knows(NEW.substring(0, 5))).isFalse();
  }

  @Test
  void a_list_that_was_empty_at_the_start_may_stay_so_and_be_filled_later() throws IOException {
    Files.writeString(file, "");
    TokenList empty = TokenList.read(file, Router.RESERVED);
    assertThat(empty.problems()).isEmpty();
    assertThat(empty.warnings()).singleElement().asString().contains("scrappy-ddns token");
    enrollment.enroll(empty);
    watch =
        new TokenListWatch(
            file, () -> TokenList.read(file, Router.RESERVED), enrollment::enroll, networks, empty);
    try (CapturedLog log = new CapturedLog(TokenListWatch.class)) {
      Files.writeString(file, "# soon\n");
      lookOften();
      assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }
    Files.writeString(file, NEW + ":Cabin\n");
    lookOften();
    assertThat(knows(NEW)).isTrue();
  }
}
