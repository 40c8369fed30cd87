package io.github.scrappyddns.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What changes when one of some files is edited or replaced: times, sizes and file numbers.
 * Symbolic links are followed, so pointing a link to another file counts as an edit.
 *
 * @param bytes how large the files are together
 */
public record FileStamp(String text, long bytes) {
  /** The stamp of no file at all. */
  public static final FileStamp NONE = new FileStamp("", 0);

  /** The stamp of files as they are now; that of a missing one is a stamp, too. */
  public static FileStamp of(Path... files) {
    StringBuilder text = new StringBuilder();
    long bytes = 0;
    for (Path file : files) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        bytes += attributes.size();
        text.append(attributes.lastModifiedTime())
            .append(" " + attributes.size() + " " + attributes.fileKey() + "; ");
      } catch (IOException e) {
        text.append("missing; ");
      }
    }
    return new FileStamp(text.toString(), bytes);
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
}
