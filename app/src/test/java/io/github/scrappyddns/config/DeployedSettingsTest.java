package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that deploy the service set what there is: a key that nobody knows stops a start. */
class DeployedSettingsTest {
  private static final Pattern KEY = Pattern.compile("SCRAPPY_(?!PUBLISH)([A-Z0-9_]+)");

  @ParameterizedTest
  @ValueSource(
      strings = {"compose.yaml", "compose-nginx.yaml", "compose-cluster.yaml", "kubernetes.yaml"})
  void each_variable_is_a_setting_or_the_file_of_one(String name) throws IOException {
    Matcher key = KEY.matcher(Files.readString(Path.of("..", "dist", name)));
    TreeSet<String> unknown = new TreeSet<>();
    int count = 0;
    while (key.find()) {
      count++;
      String named = key.group(1);
      if (Setting.named(named).isEmpty()
          && Setting.named(named.replaceFirst("_FILE$", "")).isEmpty()) {
        unknown.add(named);
      }
    }
    assertThat(count).isPositive();
    assertThat(unknown).isEmpty();
  }
}
