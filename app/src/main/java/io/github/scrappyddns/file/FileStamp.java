package io.github.scrappyddns.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changes when one of some files is edited or replaced: times, sizes and file numbers.
 * Symbolic links are followed, so pointing a link to another file counts as an edit.
 */
public record FileStamp(String text) {
  /** The stamp of files as they are now; that of a missing one is a stamp, too. */
  public static FileStamp of(Path... files) {
    return new FileStamp(
        Arrays.stream(files).map(FileStamp::one).collect(Collectors.joining("; ")));
  }

  // Written by hand: what the JDK generates for a record at the first comparison stays in memory
  // for good.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof FileStamp other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private static String one(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return "missing";
    }
  }
}
