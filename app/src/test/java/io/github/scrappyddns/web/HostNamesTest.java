package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private static final List<String> HOME = List.of("home.example.com");
  private static final List<String> OTHER = List.of("other.example.com");

  private final HostNames hostNames =
      new HostNames(Map.of("Café Zürich", Set.of("home.example.com")));

  @Test
  void a_network_for_which_names_are_listed_answers_to_no_others() {
    assertThat(hostNames.answers("Café Zürich", HOME)).isTrue();
    assertThat(hostNames.answers("Café Zürich", OTHER)).isFalse();
    assertThat(hostNames.answers("Office", OTHER)).isTrue();
  }

  @Test
  void a_network_is_the_same_however_its_name_is_spelled() {
    for (String spelling :
        List.of("Cafe\u0301 Zu\u0308rich", "Café\u00a0Zürich", "Café  Zürich\ufeff")) {
      assertThat(hostNames.answers(spelling, HOME)).isTrue();
      assertThat(hostNames.answers(spelling, OTHER)).isFalse();
    }
  }
}
