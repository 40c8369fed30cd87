package io.github.scrappyddns.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar of the release before, built from its commit into this module's target. */
final class PreviousRelease {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("scrappy.repository")).toAbsolutePath().normalize();

  /** Holds the commit's id, and nothing else. */
  private static final Path FILE = REPOSITORY.resolve("cluster").resolve("previous-release");

  private PreviousRelease() {}

  /** Builds it where that was not done yet. */
  static Path jar() {
    String commit = commit();
    Path sources = REPOSITORY.resolve(Path.of("cluster", "target", "previous-release", commit));
    Path jar = sources.resolve(Path.of("app", "target", "scrappy-ddns.jar"));
    if (!Files.exists(jar)) {
      build(commit, sources);
    }
    return jar;
  }

  private static String commit() {
    if (!Files.exists(FILE)) {
      throw new AssertionError(
          "cluster/previous-release is missing: write into it the id of the commit that the"
              + " previous release was made of");
    }
    try {
      return Files.readString(FILE).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void build(String commit, Path sources) {
    try {
      Files.createDirectories(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String archive = sources + ".tar";
    Child.run("git", "-C", REPOSITORY.toString(), "archive", "-o", archive, commit);
    Child.run("tar", "-xf", archive, "-C", sources.toString());
    Child.run(
        "env",
        "JAVA_HOME=" + System.getProperty("java.home"),
        "mvn",
        "-B",
        "-q",
        "-f",
        sources.toString(),
        "package",
        "-pl",
        "app",
        "-DskipTests",
        "-Dspotless.check.skip=true",
        "-Dbuild.id=" + commit);
  }
}
