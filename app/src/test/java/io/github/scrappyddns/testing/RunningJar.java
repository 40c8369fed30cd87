package io.github.scrappyddns.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real jar, running as a process of its own in a directory. */
public final class RunningJar implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("listens on \\S+ port (\\d+)(?: by TLS(?: and port (\\d+) without)?)?:");
  private static final HttpClient CALLER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Path output;
  private int port;
  private OptionalInt plainPort = OptionalInt.empty();

  private RunningJar(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the service on a free port of loopback and waits until it listens. */
  public static RunningJar serve(Path directory, Map<String, String> environment) {
    return serve(directory, environment, command("127.0.0.1", "0"));
  }

  /** The same by another command line, which ends in that of {@link #command}. */
  public static RunningJar serve(
      Path directory, Map<String, String> environment, List<String> command) {
    RunningJar running = start(directory, environment, command);
    Await.until(
        "the service listens:\n" + running.output(),
        () -> LISTENS.matcher(running.output()).find() || !running.process.isAlive());
    Matcher listens = LISTENS.matcher(running.output());
    if (!listens.find()) {
      throw new AssertionError("It did not start:\n" + running.output());
    }
    running.port = Integer.parseInt(listens.group(1));
    if (listens.group(2) != null) {
      running.plainPort = OptionalInt.of(Integer.parseInt(listens.group(2)));
    }
    return running;
  }

  /** Runs a command of the jar to its end. */
  public static RunningJar run(Path directory, Map<String, String> environment, String... words) {
    return run(directory, environment, command(words));
  }

  /** The same by another command line, which ends in that of {@link #command}. */
  public static RunningJar run(
      Path directory, Map<String, String> environment, List<String> command) {
    RunningJar running = start(directory, environment, command);
    running.awaitEnd();
    return running;
  }

  /** The command line that runs the jar on this JVM. */
  public static List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("-XX:+UseSerialGC");
    command.add("-Djdk.net.hosts.file=" + Path.of("src/test/resources/hosts").toAbsolutePath());
    command.add("-jar");
    command.add(System.getProperty("scrappy.jar"));
    command.addAll(List.of(words));
    return command;
  }

  private static RunningJar start(
      Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("scrappy-ddns-output", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("SCRAPPY"));
      builder.environment().putAll(environment);
      return new RunningJar(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  /** The port without TLS beside the one with it. */
  public int plainPort() {
    return plainPort.orElseThrow();
  }

  /** Everything that it printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of a process that has ended. */
  public int exitStatus() {
    return process.exitValue();
  }

  public String get(String target) {
    return response(target).body();
  }

  public HttpResponse<String> response(String target) {
    URI uri = URI.create("http://localhost:" + port + target);
    try {
      return CALLER.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, as systemd and Docker stop it. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It did not end:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
