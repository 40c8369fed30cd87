package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets stand in the wrong places, too. */
class SettingsSecretsTest {
  @TempDir Path directory;

  private Settings read(String... keysAndValues) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      environment.put("SCRAPPY_" + keysAndValues[i], keysAndValues[i + 1]);
    }
    return SettingsReader.read(directory, environment);
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_LEVEL",
    "PUSH_MSG_PRIORITY",
    "PUSHOVER_URL",
    "NOTIFY_MY_ANDROID_URL",
    "PUBLIC_URL",
    "ALERT_INTERVAL",
    "PROXY_COUNT",
    "TRUSTED_PROXIES",
    "IPV6_PREFIX_LENGTH",
    "HOST_NAMES",
    "PLAIN_PORT",
    "DATABASE_URL",
  })
  void a_secret_that_stands_as_another_settings_value_is_not_told(String key) {
    for (String secret :
        List.of("uQiRzpo4DXghDmr9QzzfQu27cmVRsG", "hunter2", "https://me:hunter2@h/x")) {
      assertThat(read(key, secret).problems())
          .noneMatch(problem -> problem.contains("hunter2") || problem.contains("QzzfQ"));
    }
    assertThat(read(key, "uQiRzpo4DXghDmr9QzzfQu27cmVRsG").problems()).isNotEmpty();
  }

  @Test
  void a_secret_that_stands_as_a_key_is_not_told() throws IOException {
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"), "uQiRzpo4DXghDmr9Qzz='Home'\nhunter2_x=1\n");
    Settings settings = read("uQiRzpo4DXghDmr9Qzz", "x");
    assertThat(settings.problems()).hasSize(2).noneMatch(told -> told.contains("hunter2"));
    assertThat(settings.problems() + "" + settings.warnings())
        .contains("unknown key ***", "SCRAPPY_***")
        .doesNotContain("uQiRz");
  }

  @Test
  void a_token_list_in_the_place_of_its_path_tells_no_token() throws IOException {
    for (String content : List.of("s3cr3t:Home\n", "s3cr3t : Home", "# mine\ns3cr3t:Home\nx:Y")) {
      Files.writeString(directory.resolve("list"), content);
      assertThat(read("TOKEN_LIST_FILE_FILE", "list").problems())
          .singleElement()
          .asString()
          .contains("TOKEN_LIST_FILE must be a path, not ***")
          .doesNotContain("s3cr3t");
    }
    for (String path : List.of("C:\\scrappy\\token.list", "./a:b", "lists/a:b", "token.list")) {
      assertThat(read("TOKEN_LIST_FILE", path).problems()).isEmpty();
    }
  }

  @Test
  void printing_settings_tells_no_secret() {
    Settings keys =
        read("PUSH_USER_KEY", "s3cr3t", "PUSH_APP_KEY", "s3cr3t", "ANDROID_PUSH_API_KEY", "s3cr3t");
    assertThat(keys.pushover().toString()).doesNotContain("s3cr3t");
    assertThat(keys.notifyMyAndroid().toString()).doesNotContain("s3cr3t");
    assertThat(read("PUSH_USER_KEY", "s3cr3t", "PUSH_APP_KEY", "s3cr3t").toString())
        .doesNotContain("s3cr3t");
    assertThat(Optional.of(read("NOTIFY_URLS", "ntfy://s3cr3t")).toString())
        .doesNotContain("s3cr3t");
  }
}
