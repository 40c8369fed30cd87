package io.github.scrappyddns.dist;

import io.github.scrappyddns.testing.InstalledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Podman with a storage and settings of its own below {@code dist/target}: the machine's images,
 * containers and networks are neither seen nor touched.
 */
final class Podman {
  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final Path HOME = Path.of("target", "podman").toAbsolutePath();

  private Podman() {}

  /** Finds it and lays out its storage; fails, naming what to install, where a part is missing. */
  static Podman own() {
    InstalledProgram.named("podman", "podman");
    InstalledProgram.named("runc", "runc");
    InstalledProgram.named("iptables", "iptables");
    for (String library : List.of("netavark", "aardvark-dns")) {
      if (!Files.isExecutable(Path.of("/usr/lib/podman", library))) {
        throw new AssertionError("Install the package " + library + " (script/install-tools)");
      }
    }
    try {
      Files.createDirectories(HOME.resolve("networks"));
      Files.writeString(HOME.resolve("storage.conf"), storage());
      Files.writeString(HOME.resolve("containers.conf"), containers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Podman();
  }

  private static String storage() {
    // Without a mount of its own, so that 'make clean' can remove it.
    return """
    [storage]
    driver = "overlay"
    graphroot = "%1$s/graph"
    runroot = "%1$s/run"
    [storage.options.overlay]
    skip_mount_home = "true"
    """
        .formatted(HOME);
  }

  private static String containers() {
    // The limits, runc and cgroupfs let it run within a container, too, and without systemd.
    return """
    [containers]
    default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
    [engine]
    runtime = "runc"
    cgroup_manager = "cgroupfs"
    events_logger = "file"
    [network]
    network_backend = "netavark"
    network_config_dir = "%s/networks"
    """
        .formatted(HOME);
  }

  /** What became of a call. */
  record Result(int status, String output) {}

  /** Runs a podman command to its end; its failure is the test's. */
  String run(String... arguments) {
    Result result = tryRun(arguments);
    if (result.status != 0) {
      throw new AssertionError(
          "podman %s ended with %d:%n%s"
              .formatted(String.join(" ", arguments), result.status, result.output));
    }
    return result.output.strip();
  }

  /** Runs a podman command to its end, whatever that is. */
  Result tryRun(String... arguments) {
    return finish(command(arguments));
  }

  /** The environment that makes any program which calls podman use this one. */
  List<String> environment() {
    return List.of(
        "CONTAINERS_STORAGE_CONF=" + HOME.resolve("storage.conf"),
        "CONTAINERS_CONF=" + HOME.resolve("containers.conf"));
  }

  /** A name for a container or network that nothing else bears. */
  static String freshName(String role) {
    return "scrappy-" + role + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.addAll(environment());
    command.add("podman");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs any command line to its end, with both outputs in one. */
  static Result finish(List<String> command) {
    try {
      Path output = Files.createTempFile("podman", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          Stream.concat(process.descendants(), Stream.of(process.toHandle()))
              .forEach(ProcessHandle::destroyForcibly);
          throw new AssertionError(
              command + " did not end in " + LONGEST + ":\n" + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
