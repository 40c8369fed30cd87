package io.github.scrappyddns.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this test started, with all that it started in turn; it ends with this JVM. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    AtTheEnd.note(this, () -> signal("KILL"));
  }

  /**
   * Starts a program.
   *
   * @param log takes what it prints, behind what stands there
   */
  static Child start(
      Path directory, Path log, Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("SCRAPPY"));
      builder.environment().putAll(environment);
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command line that runs another one as the user that PostgreSQL's packages bring. */
  static List<String> unprivileged(List<String> command) {
    List<String> whole =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + DATABASE_USER,
                "--regid=" + DATABASE_USER,
                "--clear-groups",
                "--"));
    whole.addAll(command);
    return whole;
  }

  /** PostgreSQL refuses to be run by root. */
  static final String DATABASE_USER = "postgres";

  /** Runs a program to its end; fails where it does, with what it printed. */
  static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it and those before it printed into the log. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a signal, such as {@code STOP}, to the process and to all that it started. */
  void signal(String name) {
    signal(name, Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList());
  }

  /** The same to other processes; those that have ended are left out. */
  static void signal(String name, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(one -> command.add(String.valueOf(one.pid())));
    if (command.size() == 2) {
      return;
    }
    try {
      // One of them may end in the meantime.
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("It did not end: " + process.info());
      }
      AtTheEnd.done(this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}, and waits for the end. */
  @Override
  public void close() {
    signal("KILL");
    awaitEnd();
  }
}
