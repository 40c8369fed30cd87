package io.github.scrappyddns.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path directory;

  private Path above;
  private Path file;
  private LogFile log;

  @BeforeEach
  void name() {
    above = directory.resolve("deep/in");
    file = above.resolve("scrappy.log");
    log = new LogFile(file);
  }

  @AfterEach
  void release() {
    log.release();
  }

  @Test
  void it_is_rotated_at_a_megabyte_and_the_five_newest_are_kept() throws IOException {
    String line = "x".repeat(1_023) + "\n";
    for (int file = 0; file < 8; file++) {
      for (int i = 0; i < 1_024; i++) {
        write(file + line.substring(1));
      }
    }
    assertThat(above.toFile().list())
        .containsExactlyInAnyOrder(
            "scrappy.log",
            "scrappy.log.1",
            "scrappy.log.2",
            "scrappy.log.3",
            "scrappy.log.4",
            "scrappy.log.5");
    assertThat(Files.size(file)).isEqualTo(1 << 20);
    assertThat(file).content().startsWith("7");
    assertThat(beside(".1")).content().startsWith("6").hasSize(1 << 20);
    assertThat(beside(".5")).content().startsWith("2");
  }

  @Test
  void what_was_there_is_continued_and_counts() throws IOException {
    Files.createDirectories(above);
    Files.writeString(file, "x".repeat((1 << 20) - 4));
    write("abc\n");
    assertThat(beside(".1")).doesNotExist();
    write("d\n");
    assertThat(beside(".1")).content().endsWith("xabc\n");
    assertThat(file).hasContent("d\n");
  }

  @Test
  void its_owner_alone_writes_it_and_its_group_reads_it() throws IOException {
    write("line\n");
    assertThat(mode(file)).isEqualTo("rw-r-----");
    assertThat(mode(above)).isEqualTo("rwxr-x---");
    assertThat(mode(directory.resolve("deep"))).isEqualTo("rwxr-x---");
    write("x".repeat(1 << 20));
    assertThat(mode(beside(".1"))).isEqualTo("rw-r-----");
    assertThat(mode(file)).isEqualTo("rw-r-----");
  }

  @Test
  void an_older_file_is_narrowed_and_a_narrower_one_stays_as_it_is() throws IOException {
    Files.createDirectories(above);
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    write("line\n");
    assertThat(mode(file)).isEqualTo("rw-r-----");
    log.release();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    write("line\n");
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void a_file_that_is_removed_is_made_anew() throws IOException {
    write("before\n");
    Files.delete(file);
    write("behind\n");
    assertThat(file).hasContent("behind\n");
  }

  @Test
  void a_directory_that_is_removed_is_made_anew() throws IOException {
    write("before\n");
    Files.delete(file);
    Files.delete(above);
    Files.delete(directory.resolve("deep"));
    write("behind\n");
    assertThat(file).hasContent("behind\n");
  }

  @Test
  void a_file_that_is_renamed_keeps_what_it_has_and_the_next_line_goes_to_a_new_one()
      throws IOException {
    write("before\n");
    Files.move(file, beside(".old"));
    write("behind\n");
    assertThat(beside(".old")).hasContent("before\n");
    assertThat(file).hasContent("behind\n");
    Files.move(beside(".old"), file, StandardCopyOption.REPLACE_EXISTING);
    write("again\n");
    assertThat(file).hasContent("before\nagain\n");
  }

  @Test
  void a_directory_in_its_place_is_a_trouble_that_ends_with_it() throws IOException {
    write("before\n");
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(trouble("lost?\n")).contains(file.toString());
    Files.delete(file);
    write("behind\n");
    assertThat(file).hasContent("behind\n");
  }

  @Test
  void where_it_cannot_be_rotated_it_grows() throws IOException {
    Files.createDirectories(beside(".5").resolve("full"));
    Files.createFile(beside(".4"));
    write("x".repeat(1 << 20));
    write("more\n");
    assertThat(file).content().endsWith("xmore\n");
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      log.write(bytes);
    }
  }

  private String trouble(String text) {
    try {
      write(text);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
