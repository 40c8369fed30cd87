package io.github.scrappyddns.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  /** Of "password", with 29,000 rounds: made by Python's hashlib and written as passlib does. */
  private static final String OF_PASSLIB =
      "$pbkdf2-sha256$29000$c2FsdHNhbHRzYWx0c2FsdA$7xwbY5rCP.qJhnvJ80W3FI7hSRg8wNnl3S9rczjVuCk";

  @Test
  void a_hash_is_that_of_its_password_alone() {
    PasswordHash hash = PasswordHash.of("a quiet evening", new SecureRandom());
    PasswordHash read = PasswordHash.read(hash.written()).orElseThrow();

    assertThat(hash.written()).startsWith("$pbkdf2-sha256$i=600000$");
    assertThat(read.matches("a quiet evening")).isTrue();
    assertThat(read.matches("a quiet evening ")).isFalse();
    assertThat(read.matches("")).isFalse();
    assertThat(hash).hasToString("PasswordHash[***]");
  }

  @Test
  void the_same_password_has_another_hash_each_time() {
    SecureRandom random = new SecureRandom();
    assertThat(PasswordHash.of("the same", random).written())
        .isNotEqualTo(PasswordHash.of("the same", random).written());
  }

  @Test
  void what_another_program_wrote_is_read() {
    PasswordHash hash = PasswordHash.read(OF_PASSLIB).orElseThrow();
    assertThat(hash.matches("password")).isTrue();
    assertThat(hash.matches("Password")).isFalse();
  }

  @Test
  void letters_that_can_be_typed_in_two_ways_are_the_same() {
    PasswordHash hash = PasswordHash.of("Zu\u0308rich", new SecureRandom());
    assertThat(hash.matches("Z\u00fcrich")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a password",
        "$pbkdf2-sha256$i=999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha256$i=9999999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha512$i=600000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void nothing_else_is_a_hash(String text) {
    assertThat(PasswordHash.read(text)).isEmpty();
  }
}
