package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locales that cannot name a file, and time zones that Java does not know. */
class LocaleProcessTest {
  private static final String TOKEN = "a-token-that-is-long-enough";
  private static final String WHAT_TO_SET = "set LC_ALL=C.UTF-8";

  @TempDir Path directory;

  @BeforeEach
  void write_a_token_list() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Büro\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCRAPPY_IP_ADDRESS_CACHE=$PWD/$name \"$@\" check",
        "SCRAPPY_TOKEN_LIST_FILE=$name/token.list \"$@\" check",
        "SCRAPPY_DDNS_CONF=$name/scrappy-ddns.conf \"$@\" check",
        "SCRAPPY_PUSH_USER_KEY_FILE=$name/secret \"$@\" check",
        "SCRAPPY_HOST_NAMES=$name=home.example.com \"$@\" check",
        "echo \"LOG_FILE='$name/scrappy.log'\" >scrappy-ddns.conf; \"$@\" check",
        "cd $name && \"$@\" check",
        "cd $name && \"$@\" 127.0.0.1 0",
        "cd $name && \"$@\" backup ../backup.db",
        "\"$@\" token $name",
        "\"$@\" backup $name/backup.db",
      })
  void a_name_that_the_locale_lacks_is_told_in_one_line(String script) {
    try (RunningJar command = run("LC_ALL=C", script)) {
      assertThat(command.output().lines())
          .singleElement()
          .asString()
          .startsWith("scrappy-ddns: ")
          .contains(WHAT_TO_SET);
      assertThat(command.exitStatus()).isEqualTo(2);
    }
  }

  @Test
  void names_within_ascii_need_no_locale() {
    try (RunningJar command = run("LC_ALL=C", "\"$@\" check")) {
      assertThat(command.output()).contains("All is well: 1 token").doesNotContain(WHAT_TO_SET);
    }
  }

  @Test
  void in_a_locale_that_has_it_a_name_is_a_name() {
    String script =
        "cp token.list $name && cd $name && SCRAPPY_IP_ADDRESS_CACHE=$PWD \"$@\" check"
            + " && \"$@\" token $name";
    try (RunningJar command = run("LC_ALL=C.UTF-8", script)) {
      assertThat(command.output()).contains("All is well: 1 token").contains(":Büro");
    }
  }

  /** Runs a script in which {@code $name} is a directory beyond ASCII, and the jar is "$@". */
  private RunningJar run(String locale, String script) {
    String prepare = "name=$(printf 'B\\303\\274ro'); mkdir $name; export $0; ";
    List<String> command = new ArrayList<>(List.of("sh", "-c", prepare + script, locale));
    command.addAll(RunningJar.command());
    return RunningJar.run(directory, Map.of(), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere/Land", "europe/berlin", "CET-1CEST", "/etc/nowhere"})
  void a_time_zone_that_java_does_not_know_is_told(String zone) {
    try (RunningJar check = RunningJar.run(directory, Map.of("TZ", zone), "check");
        RunningJar service = RunningJar.serve(directory, Map.of("TZ", zone))) {
      String warning =
          "TZ is '" + zone + "', which is no time zone that Java knows: times are told";
      assertThat(check.output()).contains("warning: " + warning);
      assertThat(check.exitStatus()).isZero();
      assertThat(service.output()).contains("WARN  ServeCommand: " + warning);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UTC", "UTC0", "GMT", "Europe/Berlin", ":Europe/Berlin", "EST5EDT"})
  void one_that_it_knows_is_not(String zone) {
    try (RunningJar check = RunningJar.run(directory, Map.of("TZ", zone), "check")) {
      assertThat(check.output()).doesNotContain("TZ is");
    }
  }
}
