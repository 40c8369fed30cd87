package io.github.scrappyddns.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** The version of this program, and which build of it runs. */
public final class Version {
  private Version() {}

  /** The version alone, for others. */
  static String text() {
    return ofJar("version");
  }

  /** The version and the build, for the operator. */
  public static String full() {
    return text() + " (build " + Build.ID + ")";
  }

  /**
   * A warning if the running classes are not those of the jar. JDK 25 before 25.0.4 does not notice
   * that an AOT cache was made from another jar (JDK-8377932).
   */
  public static Optional<String> mismatch() {
    String jar = ofJar("build");
    return jar.equals(Build.ID)
        ? Optional.empty()
        : Optional.of(
            "The classes of build %s run, but the jar is build %s: delete the AOT cache beside it"
                .formatted(Build.ID, jar));
  }

  private static String ofJar(String key) {
    Properties build = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream("build.properties")) {
      build.load(stream);
    } catch (IOException e) {
      throw new IllegalStateException("This build lacks its build.properties", e);
    }
    return build.getProperty(key, "unknown");
  }
}
