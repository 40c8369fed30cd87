package io.github.scrappyddns.war;

import io.github.scrappyddns.testing.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A stock servlet container that runs as a process of its own and watches its webapps. */
final class Container implements AutoCloseable {
  private static final Path WAR = Path.of(System.getProperty("scrappy.war"));
  private static final int MEGABYTES = 64;

  /** How a make of container is prepared and started. */
  interface Make {
    /** Lays out a base directory, with {@code webapps} and {@code logs}, inside of another. */
    Path prepare(Path directory) throws IOException;

    /** What starts it. */
    List<String> command(Path base, List<String> jvmOptions);

    Map<String, String> environment(Path base, List<String> jvmOptions);

    /** Finds the port in what it prints, as the first group. */
    Pattern listens();

    /** Whether it starts a replaced application before it stops the old one. */
    boolean startsTheNewOneFirst();
  }

  private final Path base;
  private final Path output;
  private final Process process;
  private final ContainerCaller caller;
  private int deployments;

  private Container(Path base, Path output, Process process, int port) {
    this.base = base;
    this.output = output;
    this.process = process;
    this.caller = new ContainerCaller(port);
  }

  /**
   * Starts a container.
   *
   * @param directory the process's current directory; the container's own goes into it as well
   */
  static Container start(Make make, Path directory, Map<String, String> environment) {
    try {
      Path base = make.prepare(directory);
      List<String> options =
          List.of(
              "-Xmx" + MEGABYTES + "m",
              "-XX:+UseSerialGC",
              "-Djdk.net.hosts.file=" + System.getProperty("scrappy.hosts"));
      Path output = directory.resolve("output.txt");
      ProcessBuilder builder =
          new ProcessBuilder(make.command(base, options))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("SCRAPPY"));
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(make.environment(base, options));
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        Await.until(
            "the container listens",
            () -> make.listens().matcher(read(output)).find() || !process.isAlive());
      } catch (AssertionError e) {
        process.destroyForcibly();
        throw e;
      }
      Matcher listens = make.listens().matcher(read(output));
      if (!listens.find()) {
        process.destroyForcibly();
        throw new AssertionError("It did not start:\n" + read(output));
      }
      return new Container(base, output, process, Integer.parseInt(listens.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ContainerCaller caller() {
    return caller;
  }

  long pid() {
    return process.pid();
  }

  /** Puts the web application there under a name (anew), and waits until it answers. */
  void deploy(String name) {
    String path = name.equals("ROOT") ? "" : "/" + name;
    String ready = " answers at " + (path.isEmpty() ? "/" : path);
    int before = printed(ready);
    put(name);
    awaitPrinted(ready, before + 1);
    Await.until(name + " is there", () -> caller.get(path + "/health").body().equals("ok\n"));
  }

  /** Takes it away, and waits until it stops. */
  void undeploy(String name) {
    int before = printed("Stopping");
    try {
      Files.delete(war(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitPrinted("Stopping", before + 1);
  }

  /**
   * Puts the file there: the container finds it itself, and whether it starts is another matter.
   */
  void put(String name) {
    try {
      Path beside = base.resolve(name + ".coming");
      Files.copy(WAR, beside, StandardCopyOption.REPLACE_EXISTING);
      // Containers tell a new file by its time, which they know to the second.
      Files.setLastModifiedTime(
          beside, FileTime.from(Instant.now().minusSeconds(1_000 - 2L * deployments++)));
      Files.move(beside, war(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path war(String name) {
    return base.resolve("webapps").resolve(name + ".war");
  }

  /** All that it printed and logged so far. */
  String log() {
    StringBuilder text = new StringBuilder(read(output));
    try (Stream<Path> files = Files.list(base.resolve("logs"))) {
      files.filter(Files::isRegularFile).forEach(file -> text.append(read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** How often it has printed a text. */
  int printed(String text) {
    return read(output).split(Pattern.quote(text), -1).length - 1;
  }

  /** Waits until a text has been printed that many times. */
  void awaitPrinted(String text, int times) {
    Await.until(
        "the container prints '" + text + "' " + times + " times",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("The container ended:\n" + log());
          }
          return printed(text) >= times;
        });
  }

  /** How many objects of a class there are after a collection, over all class loaders. */
  int instances(String className, Path directory) {
    String histogram = jcmd(directory, "GC.class_histogram");
    Matcher lines =
        Pattern.compile("\\s+\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "(\\s|$)")
            .matcher(histogram);
    int sum = 0;
    while (lines.find()) {
      sum += Integer.parseInt(lines.group(1));
    }
    return sum;
  }

  private String jcmd(Path directory, String command) {
    try {
      Path answer = Files.createTempFile(directory, "jcmd", ".txt");
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid()),
                  command)
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      if (!jcmd.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("jcmd did not end");
      }
      return read(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
