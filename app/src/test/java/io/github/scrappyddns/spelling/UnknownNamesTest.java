package io.github.scrappyddns.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNamesTest {
  @Test
  void a_network_that_does_not_exist_is_a_problem() {
    assertThat(
            UnknownNames.problems(
                "HOST_NAMES",
                List.of("Hoem", "caf\u00e9  z\u00fcrich", "Elsewhere"),
                List.of("Home", "Cafe\u0301 Z\u00fcrich", "caf\u00e9 z\u00fcrich")))
        .containsExactly(
            "HOST_NAMES: there is no network called 'Elsewhere':"
                + " write a name as it stands in the token list",
            "HOST_NAMES: there is no network called 'Hoem': did you mean 'Home'?");
    assertThat(UnknownNames.problems("HOST_NAMES", List.of(), List.of())).isEmpty();
  }
}
