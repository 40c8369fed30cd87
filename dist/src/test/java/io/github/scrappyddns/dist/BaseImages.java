package io.github.scrappyddns.dist;

import io.github.scrappyddns.testing.InstalledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stand-ins for public images, made of the packages of this machine's Debian mirror: tests build
 * and run the real files without asking an image registry.
 *
 * <p>They are kept in the user's cache directory, and made anew each month.
 */
final class BaseImages {
  /** The releases of Debian that are used, and the public image of each. */
  enum Release {
    BOOKWORM("docker.io/library/debian:12-slim"),
    TRIXIE("docker.io/library/debian:13-slim");

    private final String image;

    Release(String image) {
      this.image = image;
    }

    String codename() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What {@code FROM eclipse-temurin:25-jdk} resolves to. */
  static final String JDK = "docker.io/library/eclipse-temurin:25-jdk";

  private static final Duration FRESH = Duration.ofDays(30);

  private final Podman podman;

  BaseImages(Podman podman) {
    this.podman = podman;
  }

  /** Debian without more than its package manager needs. */
  String debian(Release release) {
    if (missing(release.image)) {
      Path tar = cached(release.codename() + ".tar", target -> bootstrap(release, target));
      podman.run("import", "--change", "CMD [\"bash\"]", tar.toString(), release.image);
    }
    return release.image;
  }

  /** Debian with the JDK 25 of this machine, where Temurin's image has it. */
  String jdk() {
    if (missing(JDK)) {
      String container = podman.run("create", debian(Release.BOOKWORM));
      Path home = Path.of(shell("exec \"$1\" 25", repository("script/find-jdk")));
      try {
        // The files behind links: a JDK of a distribution links its certificates to elsewhere.
        String root = podman.run("mount", container);
        shell(
            "mkdir -p \"$2/opt/java\" && cp -rL \"$1\" \"$2/opt/java/openjdk\"",
            home.toString(),
            root);
        podman.run("umount", container);
        podman.run(
            "commit",
            "--change",
            "ENV JAVA_HOME=/opt/java/openjdk",
            "--change",
            "ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            container,
            JDK);
      } finally {
        podman.run("rm", "--force", container);
      }
    }
    return JDK;
  }

  /**
   * A Debian with some packages, whose services are not started.
   *
   * @param name what the image is to be called, fully qualified
   * @param instructions further lines of its Containerfile, such as {@code CMD}
   */
  String debianWith(Release release, String name, List<String> packages, String... instructions) {
    if (missing(name)) {
      Path tar =
          cached(
              name.replaceAll("[^A-Za-z0-9.-]", "_") + ".tar",
              target -> build(debian(release), name, packages, instructions, target));
      if (missing(name)) {
        podman.run("load", "--input", tar.toString());
      }
    }
    return name;
  }

  private void build(
      String base, String name, List<String> packages, String[] instructions, Path target) {
    String file =
        "FROM %s\nRUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends %s && rm -rf /var/lib/apt/lists/*\n%s\n"
            .formatted(base, String.join(" ", packages), String.join("\n", instructions));
    try {
      Path directory = Files.createTempDirectory("image");
      Files.writeString(directory.resolve("Containerfile"), file);
      podman.run(
          "build",
          "--pull=never",
          "--format=docker",
          "--network=host",
          "--tag",
          name,
          directory.toString());
      Files.delete(directory.resolve("Containerfile"));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    podman.run("save", "--format=docker-archive", "--output", target.toString(), name);
  }

  private boolean missing(String image) {
    return podman.tryRun("image", "exists", image).status() != 0;
  }

  private interface Maker {
    void make(Path target);
  }

  /** A file that outlives {@code make clean}. */
  private static Path cached(String name, Maker maker) {
    Path directory =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"))
            .resolve("scrappy-ddns")
            .resolve("base-images");
    Path file = directory.resolve(name);
    try {
      if (!Files.exists(file) || age(file).compareTo(FRESH) > 0) {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempDirectory(directory, "unfinished").resolve(name);
        maker.make(unfinished);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(unfinished.getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Duration age(Path file) throws IOException {
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
  }

  /** From where this machine has its own packages, as apt tells it. */
  private static void bootstrap(Release release, Path target) {
    InstalledProgram.named("debootstrap", "debootstrap");
    shell(
        """
        set -eu
        PATH=$PATH:/usr/sbin:/sbin
        root=$(mktemp -d)
        trap 'rm -rf "$root"' EXIT
        own=$(. /etc/os-release && echo "$VERSION_CODENAME")
        mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' "Codename: $own" | head -n 1)
        [ -n "$mirror" ] || { echo "apt of this machine has no source of its own release, $own" >&2; exit 1; }
        debootstrap --variant=minbase "$1" "$root" "$mirror"
        rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
        tar -C "$root" --numeric-owner -cf "$2" .
        """,
        release.codename(),
        target.toString());
  }

  /** A file of the repository. */
  static String repository(String path) {
    return Path.of(System.getProperty("scrappy.repository")).resolve(path).normalize().toString();
  }

  private static String shell(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(arguments));
    Podman.Result result = Podman.finish(command);
    if (result.status() != 0) {
      throw new AssertionError(script + " ended with " + result.status() + ":\n" + result.output());
    }
    return result.output().strip();
  }
}
