package io.github.scrappyddns.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one password, where several processes, or several starts of one, have a say in it. */
class PasswordsTest {
  private static final String TEXT = "of the settings";

  @TempDir Path directory;

  private final HandClock clock = new HandClock();

  private Passwords passwords(Database database, Optional<String> configured) {
    return new Passwords(
        database, new Sessions(database, clock), configured, clock, new SecureRandom());
  }

  @ParameterizedTest
  @EnumSource
  void only_one_is_the_first(TestDatabase engine) {
    try (Database database = engine.open(directory)) {
      Passwords here = passwords(database, Optional.empty());
      Passwords there = passwords(database, Optional.empty());
      assertThat(here.setFirst("chosen here")).isTrue();
      assertThat(there.setFirst("chosen there")).isFalse();
      assertThat(there.matches("chosen here")).isTrue();
      assertThat(there.matches("chosen there")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_the_settings_no_longer_give_is_forgotten_where_no_other_instance_may_have_it(
      TestDatabase engine) {
    try (Database database = engine.open(directory)) {
      new Sessions(database, clock).begin(new Secret("x"), "a browser", "203.0.113.7");
      passwords(database, Optional.of(TEXT)).adopt();
      new Sessions(database, clock).begin(new Secret("y"), "a browser", "203.0.113.7");
      passwords(database, Optional.of(TEXT)).forgetRemoved();
      Passwords without = passwords(database, Optional.empty());
      without.adopt();
      assertThat(without.isSet()).as("a call changes nothing").isTrue();
      assertThat(without.matches(TEXT)).isTrue();

      without.forgetRemoved();

      boolean shared = database.isShared();
      assertThat(without.isSet()).isEqualTo(shared);
      assertThat(without.matches(TEXT)).isEqualTo(shared);
      assertThat(new Sessions(database, clock).all()).hasSize(shared ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_was_set_in_the_dashboard_is_never_forgotten(TestDatabase engine) {
    try (Database database = engine.open(directory)) {
      passwords(database, Optional.empty()).set("chosen here");
      passwords(database, Optional.empty()).forgetRemoved();
      assertThat(passwords(database, Optional.empty()).matches("chosen here")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void forms_hang_on_one_secret_that_is_no_password(TestDatabase engine) {
    try (Database database = engine.open(directory)) {
      Passwords here = passwords(database, Optional.empty());
      String secret = here.secretOfForms().reveal();
      assertThat(secret).hasSize(43);
      assertThat(passwords(database, Optional.empty()).secretOfForms().reveal()).isEqualTo(secret);
      assertThat(here.isSet()).isFalse();
    }
  }
}
