package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b\u00fcro.example.com",
        "bu\u0308ro.example.com",
        "B\u00dcRO.Example.COM.",
        "xn--bro-hoa.example.com",
        "XN--BRO-HOA.example.com.",
        " b\u00fcro\u3002example.com ",
      })
  void all_spellings_of_a_host_name_are_one_name(String spelling) {
    for (String listed : List.of("b\u00fcro.example.com", "xn--bro-hoa.example.com.")) {
      HostNames names = new HostNames(Map.of("Office", Set.of(listed)));
      assertThat(names.answers("Office", List.of(spelling))).isTrue();
      assertThat(names.answers("Office", List.of("buro.example.com"))).isFalse();
    }
    HostNames other = new HostNames(Map.of("Office", Set.of("my_nas.example.com", "-x-", "a..b")));
    assertThat(other.answers("Office", List.of("MY_NAS.example.com.", "-X-", "A..B"))).isTrue();
    assertThat(other.answers("Office", List.of(spelling))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "straße.example, xn--strae-oqa.example",
    "σίσυφος.example, xn--kxa6ajbbmh.example",
    "日本.example, xn--wgv71a.example",
    "münchen-ost.example, xn--mnchen-ost-9db.example",
    "☃.example, xn--n3h.example",
    "ひとつ屋根の下2, xn--2-u9tlzr9756bt3uc0v",
  })
  void names_are_spelled_as_dns_spells_them_today(String typed, String inDns) {
    HostNames names = new HostNames(Map.of("Office", Set.of(typed)));
    assertThat(names.answers("Office", List.of(inDns))).isTrue();
    assertThat(names.answers("Office", List.of("strasse.example"))).isFalse();
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
