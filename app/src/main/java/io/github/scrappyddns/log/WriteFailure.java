package io.github.scrappyddns.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why lines cannot be written, in words that anyone may read: health tells them to whoever asks, so
 * they name no path.
 */
final class WriteFailure {
  private WriteFailure() {}

  static String told(Exception failure) {
    if (failure instanceof FileSystemException ofFile) {
      // Its message begins with the path; the reason is what the system says of it.
      String reason = ofFile.getReason();
      return reason != null && !reason.isBlank() ? withoutPath(reason, ofFile) : kind(ofFile);
    }
    return failure instanceof IOException
        ? withoutPath(String.valueOf(failure.getMessage()), failure)
        : kind(failure);
  }

  private static String withoutPath(String text, Exception failure) {
    return text.indexOf('/') < 0 && text.indexOf('\\') < 0 ? text : kind(failure);
  }

  private static String kind(Exception failure) {
    if (failure instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return failure.getClass().getSimpleName();
  }
}
