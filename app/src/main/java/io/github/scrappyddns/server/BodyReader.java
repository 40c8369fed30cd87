package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * What reads a request's body as it comes, into one array of no more than the limit.
 *
 * <p>Each part is let go of at once: a part of one byte holds a whole buffer of the connection.
 * Never blocks; used by one thread at a time.
 */
final class BodyReader {
  /** What becomes of it; one of them is called, once. */
  interface Outcome {
    void read(String body);

    void tooLarge();

    void failed(Throwable failure);
  }

  private static final int FIRST_BYTES = 256;

  private final Request request;
  private final int limit;
  private final Outcome outcome;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /**
   * @param limit in bytes
   */
  BodyReader(Request request, int limit, Outcome outcome) {
    this.request = request;
    this.limit = limit;
    this.outcome = outcome;
  }

  /** Reads what has come, and goes on when more does. */
  void read() {
    while (true) {
      Content.@Nullable Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        outcome.failed(chunk.getFailure());
        return;
      }
      boolean fits = take(chunk);
      boolean last = chunk.isLast();
      chunk.release();
      if (!fits) {
        outcome.tooLarge();
        return;
      }
      if (last) {
        outcome.read(new String(bytes, 0, length, UTF_8));
        return;
      }
    }
  }

  private boolean take(Content.Chunk chunk) {
    int more = chunk.remaining();
    if (more > limit - length) {
      return false;
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(2 * bytes.length, length + more)));
    }
    chunk.get(bytes, length, more);
    length += more;
    return true;
  }
}
