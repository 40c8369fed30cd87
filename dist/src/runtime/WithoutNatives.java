import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The jar without SQLite for every other machine, 10 MB less: {@code java WithoutNatives.java <from> <to>}. What this
 * machine needs lies beside it, unpacked.
 */
final class WithoutNatives {
  private static final String NATIVES = "org/sqlite/native/";

  public static void main(String[] arguments) throws IOException {
    try (ZipInputStream from = new ZipInputStream(Files.newInputStream(Path.of(arguments[0])));
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (!entry.getName().startsWith(NATIVES)) {
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          to.putNextEntry(copy);
          from.transferTo(to);
          to.closeEntry();
        }
      }
    }
  }
}
