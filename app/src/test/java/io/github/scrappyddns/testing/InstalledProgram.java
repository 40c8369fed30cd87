package io.github.scrappyddns.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine's own, run to its end with a home of its own. */
public final class InstalledProgram {
  private static final long LONGEST_SECONDS = 60;

  /** What became of a run. */
  public record Ended(int status, String output) {}

  private final Path file;
  private final Map<String, String> settings;

  private InstalledProgram(Path file, Map<String, String> settings) {
    this.file = file;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Finds a program; its absence is a failure, which names what to install.
   *
   * @param debianPackage what brings it
   */
  public static InstalledProgram named(String command, String debianPackage) {
    // The distribution's own first: a Python of another maker knows none of its modules.
    String places = "/usr/bin:/usr/sbin:/bin:/sbin:" + System.getenv().getOrDefault("PATH", "");
    return Stream.of(places.split(File.pathSeparator, -1))
        .map(place -> Path.of(place, command))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> new InstalledProgram(file, Map.of()))
        .orElseThrow(() -> missing(command, debianPackage));
  }

  /** The folder with the programs that script/install-tools takes from npm. */
  public static Path programsOfNpm() {
    Path folder =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"))
            .resolve(Path.of("scrappy-ddns", "npm", "node_modules", ".bin"));
    if (!Files.isDirectory(folder)) {
      throw new AssertionError(folder + " is missing: run script/install-tools");
    }
    return folder;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /** This program, which is needed together with something that it must be able to do. */
  public InstalledProgram able(String debianPackage, String... arguments) {
    Ended ended = run(Path.of(System.getProperty("java.io.tmpdir")), arguments);
    if (ended.status != 0) {
      throw missing(debianPackage, debianPackage);
    }
    return this;
  }

  /** This program, run with these environment variables beside its usual ones. */
  public InstalledProgram with(Map<String, String> environment) {
    return new InstalledProgram(file, environment);
  }

  private static AssertionError missing(String what, String debianPackage) {
    return new AssertionError(
        what
            + " is not installed, and these tests run the real one: install the package "
            + debianPackage
            + ", or run script/install-tools as root");
  }

  /** Runs it to its end in a directory, which is its home as well. */
  public Ended run(Path directory, String... arguments) {
    try (Running running = start(directory, arguments)) {
      return running.end();
    }
  }

  /** Starts it; it lives no longer than what is returned is open. */
  public Running start(Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(file.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    surroundings(builder.environment(), directory);
    builder.environment().putAll(settings);
    try {
      Path output = Files.createTempFile(directory, "output", ".txt");
      return new Running(directory, builder.redirectOutput(output.toFile()).start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that runs. */
  public static final class Running implements AutoCloseable {
    private final Path directory;
    private final Process process;
    private final Path output;

    private Running(Path directory, Process process, Path output) {
      this.directory = directory;
      this.process = process;
      this.output = output;
    }

    /** All that it printed so far. */
    public String output() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    public void awaitOutput(String text) {
      Await.until(
          "it prints '" + text + "'",
          () -> output().contains(text) || (!process.isAlive() && !output().contains(text)));
      if (!output().contains(text)) {
        throw new AssertionError("It ended without '" + text + "':\n" + output());
      }
    }

    /** Sends it a signal, such as USR1. */
    public void signal(String name) {
      named("kill", "procps").run(directory, "-" + name, String.valueOf(process.pid()));
    }

    /** Waits for its end. */
    public Ended end() {
      try {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("It did not end in " + LONGEST_SECONDS + " s:\n" + output());
        }
        return new Ended(process.exitValue(), output());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Nothing of whoever runs the tests: no proxy, no settings in a home, no language. */
  private static void surroundings(Map<String, String> environment, Path home) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.toLowerCase(Locale.ROOT).endsWith("_proxy")
                    || name.startsWith("XDG_")
                    || name.startsWith("CURL_")
                    || name.startsWith("PYTHON")
                    || name.startsWith("SSL_")
                    || name.startsWith("SCRAPPY"));
    environment.put("HOME", home.toString());
    environment.put("LC_ALL", "C.UTF-8");
  }
}
