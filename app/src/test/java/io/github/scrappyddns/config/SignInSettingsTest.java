package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings may say of who opens the dashboard. */
class SignInSettingsTest {
  @TempDir Path directory;

  private List<String> problems(String... keysAndValues) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      environment.put("SCRAPPY_" + keysAndValues[i], keysAndValues[i + 1]);
    }
    return SettingsReader.read(directory, environment).problems();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNo",
        "$pbkdf2-sha256$i=999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha256$i=600000$AAAAAAAAAAAAAAAAAAAAAA$short-hash-of-it"
      })
  void a_hash_that_nobody_can_check_is_a_problem_that_does_not_show_it(String hash) {
    assertThat(problems("ADMIN_PASSWORD", hash))
        .containsExactly(
            "SCRAPPY_ADMIN_PASSWORD: ADMIN_PASSWORD must be a password, or a hash as"
                + " 'scrappy-ddns password' prints it, not ***");
  }

  @Test
  void a_header_is_believed_of_named_proxies_alone() {
    assertThat(problems("SIGN_IN_HEADER", "Remote-User"))
        .containsExactly(
            "SIGN_IN_HEADER is believed of proxies in TRUSTED_PROXIES alone, which is not set");
    assertThat(problems("SIGN_IN_HEADER", "Remote User", "TRUSTED_PROXIES", "::1")).hasSize(1);
  }
}
