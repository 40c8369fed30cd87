package io.github.scrappyddns.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kinds of addresses are called the same by the log, which is English, by pages and by alerts. */
class ScopeWordsTest {
  @ParameterizedTest
  @EnumSource
  void a_kind_of_address_is_called_the_same_everywhere(Scope scope) {
    if (scope.accepted() && scope != Scope.PUBLIC) {
      assertThat(Words.ofAlerts(Language.ENGLISH).say("scope." + scope))
          .isEqualTo(scope.description());
      for (Language language : Language.values()) {
        assertThat(Words.ofPages(language).say("scope.long." + scope))
            .isEqualTo(Words.ofAlerts(language).say("scope." + scope));
      }
    }
  }
}
