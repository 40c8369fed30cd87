package io.github.scrappyddns;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build. */
final class Version {
  private Version() {}

  static String text() {
    Properties build = new Properties();
    try (InputStream stream = Version.class.getResourceAsStream("build.properties")) {
      build.load(stream);
    } catch (IOException e) {
      throw new IllegalStateException("This build lacks its build.properties", e);
    }
    return build.getProperty("version", "unknown");
  }
}
