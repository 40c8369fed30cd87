package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The texts of the packages say what the program does. */
class PackagedTextsInstallTest {
  @Test
  void the_man_page_tells_of_every_command() throws Exception {
    Process help =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                System.getProperty("scrappy.jar"),
                "--help")
            .start();
    String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> commands =
        found("(?m)^  ([a-z][a-z-]*)  ", text.substring(text.indexOf("Commands:")));

    String page = read("dist/src/man/scrappy-ddns.1").replace("\\-", "-");
    String section = page.substring(page.indexOf(".SH COMMANDS"), page.indexOf(".SH OPTIONS"));

    assertThat(commands).contains("serve", "help");
    assertThat(found("(?m)^\\.B (\\S+)$", section)).containsExactlyElementsOf(commands);
  }

  @Test
  void the_configuration_file_shows_every_setting() throws Exception {
    List<String> settings = found("(?m)^\\| `([A-Z0-9_]+)`", read("README.md"));

    assertThat(settings).contains("NOTIFY_URLS");
    assertThat(found("(?m)^#?([A-Z0-9_]+)=", read("dist/src/etc/scrappy-ddns.conf")))
        .containsExactlyInAnyOrderElementsOf(settings);
  }

  private static String read(String path) throws IOException {
    return Files.readString(Path.of(BaseImages.repository(path)));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .toList();
  }
}
