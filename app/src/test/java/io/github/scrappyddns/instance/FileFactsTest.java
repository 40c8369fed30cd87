package io.github.scrappyddns.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FileFactsTest {
  @Test
  void what_was_written_is_read_again() {
    FileFacts facts = FileFacts.of(Map.of("network A = B", "x y", FileFacts.CHANNEL + "mail", ""));
    FileFacts read = FileFacts.read(facts.text());
    assertThat(read.digest()).isEqualTo(facts.digest());
    assertThat(read.channels()).containsExactly("mail");
    assertThat(facts.differences(read)).isEmpty();
    assertThat(FileFacts.read(FileFacts.NONE.text()).digest()).isEqualTo(FileFacts.NONE.digest());
  }

  @Test
  void of_many_differences_a_few_are_named_and_the_rest_is_counted() {
    FileFacts here = FileFacts.of(Map.of("a", "", "b", "", "c", "", "d", "", "e", ""));
    assertThat(here.differences(FileFacts.NONE)).isEqualTo("only here: a, b, c and 2 more");
    assertThat(FileFacts.NONE.differences(here)).isEqualTo("only there: a, b, c and 2 more");
  }
}
