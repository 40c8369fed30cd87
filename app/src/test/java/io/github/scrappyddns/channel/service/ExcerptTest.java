package io.github.scrappyddns.channel.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String ADDRESS = "2001:db8:1234:5678:9abc:def0:1234:5678";

  @Test
  void a_text_that_fits_stays_as_it_is() {
    assertThat(Excerpt.ofLength("Home is at 192.0.2.1\nSince noon.", 100))
        .isEqualTo("Home is at 192.0.2.1\nSince noon.");
  }

  @Test
  void whole_lines_go_first_from_the_end() {
    String text = "Home is at " + ADDRESS + "\n" + "Since ".repeat(20) + "\n" + "Note ".repeat(20);

    assertThat(Excerpt.ofLength(text, 180))
        .isEqualTo("Home is at " + ADDRESS + "\n" + "Since ".repeat(20) + "\n…");
    assertThat(Excerpt.ofLength(text, 100)).isEqualTo("Home is at " + ADDRESS + "\n…");
  }

  @Test
  void a_name_of_any_length_leaves_room_for_the_address() {
    String text = "n".repeat(3000) + " is at " + ADDRESS + "\nSince noon.";

    assertThat(Excerpt.ofLength(text, 256))
        .startsWith("nnn")
        .contains("n…n")
        .endsWith("n is at " + ADDRESS)
        .hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void no_cut_falls_into_an_address_wherever_it_stands() {
    String text = "old " + ADDRESS + " and " + "name ".repeat(60) + "is at " + ADDRESS;
    for (int most = 100; most < text.length(); most++) {
      String cut = Excerpt.ofLength(text, most);

      assertThat(cut).hasSizeLessThanOrEqualTo(most).contains("is at " + ADDRESS);
      assertThat(cut.replace(ADDRESS, "")).doesNotContain("db8").doesNotContain("5678");
    }
  }

  @Test
  void no_cut_falls_into_an_emoji() {
    String text = "🏡".repeat(2000) + " is at " + ADDRESS;
    for (int most = 100; most < 140; most++) {
      String cut = Excerpt.ofBytes(text, most);

      assertThat(cut.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(most);
      assertThat(cut).doesNotContain("\uFFFD").endsWith(ADDRESS).startsWith("🏡");
      assertThat(cut.replace("🏡", "").chars().mapToObj(c -> (char) c))
          .noneMatch(Character::isSurrogate);
    }
  }
}
