package io.github.scrappyddns.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final int MOST = 100;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("file");
  }

  @Test
  void a_text_is_as_it_was_written() throws IOException {
    assertThat(text("Büro\r\n\n  Zürich\n")).isEqualTo("Büro\r\n\n  Zürich\n");
    assertThat(text("")).isEmpty();
  }

  @Test
  void what_editors_put_around_it_is_left_out() throws IOException {
    assertThat(text("\uFEFFsecret")).isEqualTo("secret");
    assertThat(text("\uFEFF")).isEmpty();
    assertThat(text("secret\u001A")).isEqualTo("secret");
    assertThat(text("secret\r\n\u001A")).isEqualTo("secret");
    assertThat(text("\uFEFFsecret\r\n\u001A\r\n")).isEqualTo("secret");
    assertThat(text("\u001A")).isEmpty();
    assertThat(text("not\uFEFF at\u001A the ends\n")).isEqualTo("not\uFEFF at\u001A the ends\n");
  }

  @Test
  void what_is_no_utf_8_is_told() throws IOException {
    for (byte[] bytes : new byte[][] {"Zürich".getBytes(ISO_8859_1), "x".getBytes(UTF_16)}) {
      Files.write(file, bytes);
      assertThat(problem()).isEqualTo("cannot be read as UTF-8 text: save it as UTF-8");
    }
    assertThat(TextFile.read(file, MOST, ISO_8859_1).problem()).isEmpty();
  }

  @Test
  void a_file_may_be_as_large_as_was_said() throws IOException {
    Files.writeString(file, "x".repeat(MOST));
    assertThat(TextFile.read(file, MOST).text()).hasSize(MOST);
    Files.writeString(file, "x".repeat(MOST + 1));
    assertThat(problem()).isEqualTo("is larger than 100 bytes: is it the right file?");
  }

  @Test
  void a_file_that_is_huge_is_not_read() throws IOException {
    try (var channel = new RandomAccessFile(file.toFile(), "rw")) {
      channel.setLength(3L << 30);
    }
    assertThat(problem()).startsWith("is larger than");
  }

  @Test
  @Timeout(30)
  void what_stands_in_its_place_is_told() throws Exception {
    assertThat(problem()).isEqualTo("no such file");
    Files.createDirectory(file);
    assertThat(problem()).isEqualTo("is a directory, not a file");
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThat(problem()).isEqualTo("is a pipe or a device, not a file");
    assertThat(TextFile.read(Path.of("/dev/zero"), MOST).problem())
        .contains("is a pipe or a device, not a file");
  }

  @Test
  void a_file_in_the_place_of_its_directory_is_told() throws IOException {
    Files.createFile(file);
    assertThat(TextFile.read(file.resolve("a/b"), MOST).problem())
        .contains("no such file: " + file + " is a file, not a directory");
  }

  @Test
  void a_link_is_followed() throws IOException {
    Files.writeString(file, "text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(TextFile.read(link, MOST).text()).isEqualTo("text");
    Files.delete(file);
    assertThat(TextFile.read(link, MOST).problem()).contains("no such file");
  }

  @Test
  void printing_it_tells_no_secret() throws IOException {
    Files.writeString(file, "a-secret");
    assertThat(TextFile.read(file, MOST)).hasToString("TextFile[***]");
  }

  private String text(String content) throws IOException {
    Files.write(file, content.getBytes(UTF_8));
    TextFile read = TextFile.read(file, MOST);
    assertThat(read.problem()).isEmpty();
    return read.text();
  }

  private String problem() {
    TextFile read = TextFile.read(file, MOST);
    assertThat(read.text()).isEmpty();
    return read.problem().orElseThrow();
  }
}
