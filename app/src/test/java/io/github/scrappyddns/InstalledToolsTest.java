package io.github.scrappyddns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nobody's machine gets a package from {@code make test} that README.md does not name. */
class InstalledToolsTest {
  private static final Path ROOT = Path.of("..");

  /** {@code need <command> <package>}, or {@code missing+=(<package>)} behind another question. */
  private static final Pattern WANTED =
      Pattern.compile("(?m)^need \\S+ ([a-z0-9-]+)$|missing\\+=\\(([a-z0-9-]+)\\)");

  private static final Pattern LIST = Pattern.compile("these packages are missing:([^.]*)\\.");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @Test
  void the_readme_names_every_package_that_make_test_installs_and_no_other() throws IOException {
    String script = Files.readString(ROOT.resolve("script").resolve("install-tools"));
    String always = script.substring(0, script.indexOf("if [ \"${1:-}\" = bench ]"));
    List<String> wanted =
        WANTED
            .matcher(always)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toList();
    Matcher list = LIST.matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(list.find()).isTrue();

    List<String> named =
        QUOTED.matcher(list.group(1)).results().map(found -> found.group(1)).toList();

    assertThat(wanted).contains("maven", "caddy", "libio-socket-ssl-perl");
    assertThat(named).containsExactlyInAnyOrderElementsOf(wanted);
  }
}
