package io.github.scrappyddns.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteFailureTest {
  private static final String PATH = "/srv/secret-customer/log/s.log";

  @TempDir Path directory;

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new FileSystemException(PATH, null, "Not a directory"), "Not a directory"),
        Arguments.of(new FileSystemException(PATH, PATH, "Is at " + PATH), "FileSystemException"),
        Arguments.of(new FileSystemException(PATH), "FileSystemException"),
        Arguments.of(new NoSuchFileException(PATH), "No such file or directory"),
        Arguments.of(new AccessDeniedException(PATH), "Permission denied"),
        Arguments.of(new IOException("No space left on device"), "No space left on device"),
        Arguments.of(new IOException("Cannot use " + PATH), "IOException"),
        Arguments.of(new IllegalArgumentException(PATH), "IllegalArgumentException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void it_is_told_without_the_path(Exception failure, String told) {
    assertThat(WriteFailure.told(failure)).isEqualTo(told);
  }

  @Test
  void what_the_system_itself_says_is_told_without_the_path() throws IOException {
    Path file = Files.createFile(directory.resolve("secret-customer"));
    for (LogTarget target :
        new LogTarget[] {
          new LogFile(file.resolve("log/s.log")),
          new LogFile(directory),
          new LogDevice(directory),
          new LogDevice(directory.resolve("missing"))
        }) {
      IOException failure =
          catchThrowableOfType(
              IOException.class, () -> target.write(ByteBuffer.wrap(new byte[] {'x'})));
      assertThat(WriteFailure.told(failure)).isNotBlank().doesNotContain("secret", "missing", "/");
    }
  }
}
