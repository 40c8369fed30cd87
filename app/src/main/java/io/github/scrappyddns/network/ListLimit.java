package io.github.scrappyddns.network;

import java.util.Locale;
import java.util.Optional;

/**
 * How long a token list may be: so long that the next one fits into the heap beside the one in
 * force, whatever its networks hold. Beyond it Java would end for want of memory.
 *
 * @param heap the most memory that Java takes for its objects, in bytes
 */
record ListLimit(long heap) {
  private static final long MEGABYTE = 1 << 20;

  /** What a token takes of the heap at most, while its list is compared with the tables. */
  private static final long BYTES_PER_TOKEN = 600;

  /** The heap is so many times as large as the file at least. */
  private static final long TIMES_FILE = 8;

  /** That of this process. */
  static ListLimit ofThisJava() {
    return new ListLimit(Runtime.getRuntime().maxMemory());
  }

  long bytes() {
    return heap / TIMES_FILE;
  }

  int tokens() {
    return (int) Math.min(heap / BYTES_PER_TOKEN, Integer.MAX_VALUE / 8);
  }

  /** What is wrong with so large a file. */
  Optional<String> sizeProblem(long size) {
    return size > bytes()
        ? Optional.of(
            "is %d MB large, and %d MB are the most%s"
                .formatted(megabytes(size), bytes() / MEGABYTE, remedy(size * TIMES_FILE)))
        : Optional.empty();
  }

  /** What is wrong with so many tokens. */
  Optional<String> tokenProblem(int count) {
    return count > tokens()
        ? Optional.of(
            String.format(Locale.ROOT, "has %,d tokens, and %,d are the most", count, tokens())
                + remedy(count * BYTES_PER_TOKEN))
        : Optional.empty();
  }

  private String remedy(long needed) {
    return " that a heap of %d MB takes: start Java with -Xmx%dm or more (JAVA_OPTS)"
        .formatted(megabytes(heap), megabytes(needed + needed / 8));
  }

  private static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }
}
