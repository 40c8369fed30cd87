package io.github.scrappyddns.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar that differs from another in nothing but its build id: all that a new build must differ in.
 */
final class OtherBuild {
  private OtherBuild() {}

  /** The build id that stands in a jar. */
  static String id(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Properties build = new Properties();
      build.load(
          file.getInputStream(file.getEntry("io/github/scrappyddns/assembly/build.properties")));
      return build.getProperty("build");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes it, with an id of the same length, and gives that id. */
  static String make(Path jar, Path target) {
    String old = id(jar);
    String fresh = "z".repeat(old.length());
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        to.write(ours(entry) ? replaced(from.readAllBytes(), old, fresh) : from.readAllBytes());
        to.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fresh;
  }

  private static boolean ours(ZipEntry entry) {
    return entry.getName().startsWith("io/github/scrappyddns/")
        || entry.getName().equals("META-INF/MANIFEST.MF");
  }

  /** Byte for byte: Latin-1 loses none. */
  private static byte[] replaced(byte[] bytes, String old, String fresh) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(old, fresh)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
