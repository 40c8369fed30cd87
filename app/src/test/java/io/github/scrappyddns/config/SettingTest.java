package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of keys is a promise: none may vanish, change its default or come undocumented. */
class SettingTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(?<key>[A-Z0-9_]+)`[^|]*\\| *(?<preset>[^|]*?) *\\| *(?<text>.+?) *\\|");

  @Test
  void every_key_its_default_and_whether_it_is_secret() {
    assertThat(Arrays.stream(Setting.values()).map(SettingTest::line))
        .containsExactlyInAnyOrder(
            "TOKEN_LIST_FILE = token.list",
            "IP_ADDRESS_CACHE = ",
            "LOG_LEVEL = INFO",
            "LOG_FILE = ",
            "ANDROID_PUSH_API_KEY = , secret",
            "NOTIFY_MY_ANDROID_URL = ",
            "PUSH_USER_KEY = , secret",
            "PUSH_APP_KEY = , secret",
            "PUSH_MSG_PRIORITY = 0",
            "PUSHOVER_URL = https://api.pushover.net",
            "NOTIFY_URLS = , secret",
            "ALERT_INTERVAL = 10s",
            "HISTORY = 400d",
            "PROXY_COUNT = 0",
            "TRUSTED_PROXIES = ",
            "IPV6_PREFIX_LENGTH = 64",
            "HOST_NAMES = ",
            "SILENT_AFTER = ",
            "DATABASE_URL = , secret",
            "PUBLIC_URL = ",
            "TLS_CERTIFICATE = ",
            "TLS_PRIVATE_KEY = ",
            "TLS_ACME = ",
            "TLS_ACME_DIRECTORY = https://acme-v02.api.letsencrypt.org/directory",
            "TLS_ACME_CONTACT = ",
            "TLS_ACME_CA = ",
            "PLAIN_PORT = ",
            "ADMIN_PASSWORD = , secret",
            "SIGN_IN_HEADER = ",
            "SECRET_KEY_FILE = ",
            "METRICS_TOKEN = , secret",
            "HEARTBEAT_URL = , secret",
            "PUSH_HOSTS = ",
            "LANGUAGE = en");
  }

  private static String line(Setting setting) {
    return setting + " = " + setting.defaultText() + (setting.secret() ? ", secret" : "");
  }

  @Test
  void the_readme_documents_every_key_with_its_default_and_no_other() throws IOException {
    Map<String, String> documented = new LinkedHashMap<>();
    for (String row : settingsTable()) {
      Matcher matcher = ROW.matcher(row);
      assertThat(matcher.matches()).as(row).isTrue();
      assertThat(documented.put(matcher.group("key"), preset(matcher.group("preset"))))
          .as(row)
          .isNull();
      assertThat(matcher.group("text")).as(row).hasSizeGreaterThan(10);
    }
    Map<String, String> known = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      known.put(setting.name(), setting.defaultText());
    }
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(known);
  }

  /** A default stands in code quotes; anything else says in words what happens without one. */
  private static String preset(String cell) {
    return cell.startsWith("`") && cell.endsWith("`") ? cell.substring(1, cell.length() - 1) : "";
  }

  private static List<String> settingsTable() throws IOException {
    List<String> lines = Files.readAllLines(readme());
    int heading = lines.indexOf("## Settings");
    assertThat(heading).as("the section '## Settings' of README.md").isNotNegative();
    return lines.stream()
        .skip(heading + 1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  /** At the root of the repository, of which the program's module is a folder. */
  private static Path readme() {
    Path here = Path.of("README.md");
    return Files.exists(here) ? here : Path.of("..", "README.md");
  }
}
