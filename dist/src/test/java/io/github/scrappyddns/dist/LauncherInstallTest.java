package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher beside the runnable jar, on the JDKs of this machine. */
class LauncherInstallTest {
  private static final Path JAR = Path.of(System.getProperty("scrappy.jar"));

  @TempDir Path directory;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    launcher = directory.resolve("scrappy-ddns");
    Files.copy(Path.of(BaseImages.repository("dist/src/launcher/scrappy-ddns")), launcher);
    Files.copy(JAR, directory.resolve("scrappy-ddns.jar"));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void it_serves_on_each_java_and_stops_when_it_is_told(int version) throws Exception {
    Process service =
        process(Map.of("JAVA_HOME", jdk(version)), launcher.toString(), "127.0.0.1", "0").start();
    try (BufferedReader output = service.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.contains("listens on 127.0.0.1")) {
        line = output.readLine();
      }
      assertThat(line).isNotNull();
      // The very process that was started: no shell in between that would keep a signal to itself.
      assertThat(service.toHandle().info().command())
          .hasValueSatisfying(command -> assertThat(command).endsWith("/java"));
      service.destroy();
      assertThat(service.waitFor()).isEqualTo(143);
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void it_is_found_behind_symbolic_links() throws Exception {
    Path other = Files.createDirectory(directory.resolve("elsewhere"));
    Path near = Files.createSymbolicLink(other.resolve("near"), Path.of("../scrappy-ddns"));
    Path far = Files.createSymbolicLink(directory.resolve("far"), near);

    assertThat(output(Map.of("JAVA_HOME", jdk(17)), far.toString(), "--version"))
        .startsWith("Scrappy DDNS ");
  }

  @Test
  void without_java_home_it_takes_the_java_of_the_path() throws Exception {
    String path = jdk(17) + "/bin:" + System.getenv("PATH");

    assertThat(output(Map.of("PATH", path), launcher.toString(), "--version"))
        .startsWith("Scrappy DDNS ");
  }

  @Test
  void what_java_opts_says_wins_over_its_own_flags() throws Exception {
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", jdk(17), "JAVA_OPTS", "-Xmx77m -XX:+UseParallelGC -XX:+PrintFlagsFinal");

    assertThat(output(environment, launcher.toString(), "--version"))
        .containsPattern("MaxHeapSize +:?= " + (78 << 20))
        .containsPattern("UseParallelGC +:?= true");
  }

  @Test
  void arguments_go_through_as_they_are() throws Exception {
    assertThat(
            output(
                Map.of("JAVA_HOME", jdk(17)), launcher.toString(), "token", "  A  * $HOME's house"))
        .endsWith(":A  * $HOME's house");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANG=C", "LC_ALL=C", "LC_CTYPE=POSIX", "LANG="})
  void a_name_beyond_ascii_is_a_name_where_no_locale_is_set(String locale) throws Exception {
    String script =
        "name=$(printf 'B\\303\\274ro'); mkdir $name; cd $name; unset LC_ALL LC_CTYPE LANG; export $0;"
            + " SCRAPPY_IP_ADDRESS_CACHE=$PWD \"$1\" check && \"$1\" token $name";

    assertThat(
            output(Map.of("JAVA_HOME", jdk(17)), "sh", "-c", script, locale, launcher.toString()))
        .contains("All is well")
        .endsWith(":Büro");
  }

  @Test
  void a_java_that_is_too_old_is_named() throws Exception {
    Path old = Files.createDirectories(directory.resolve("java11/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Files.createFile(
        old.resolve("bin/java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

    Podman.Result result = run(Map.of("JAVA_HOME", old.toString()), launcher.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("Java 17 or newer is needed", "is 11:", old.toString());
  }

  @Test
  void no_java_at_all_is_told_with_the_package_to_install() throws Exception {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : List.of("sh", "sed", "dirname", "readlink")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }

    Podman.Result result = run(Map.of("PATH", tools.toString()), launcher.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("openjdk-17-jre-headless", "JAVA_HOME");
  }

  @Test
  void a_missing_jar_is_told_with_where_it_belongs() throws Exception {
    Files.delete(directory.resolve("scrappy-ddns.jar"));

    Podman.Result result = run(Map.of(), launcher.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("scrappy-ddns.jar is neither in " + directory);
  }

  private static String jdk(int version) {
    Podman.Result home =
        Podman.finish(List.of(BaseImages.repository("script/find-jdk"), Integer.toString(version)));
    assertThat(home.status()).as(home.output()).isZero();
    return home.output().strip();
  }

  private String output(Map<String, String> environment, String... command) throws Exception {
    Podman.Result result = run(environment, command);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output().strip();
  }

  private Podman.Result run(Map<String, String> environment, String... command) throws Exception {
    Process process = process(environment, command).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Podman.Result(process.waitFor(), output);
  }

  private ProcessBuilder process(Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_"));
    builder.environment().putAll(environment);
    return builder;
  }
}
