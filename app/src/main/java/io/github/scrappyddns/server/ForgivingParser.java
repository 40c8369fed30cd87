package io.github.scrappyddns.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;

/**
 * A parser of requests that understands blanks in a target: RouterOS 6 sends that of its {@code
 * /tool fetch} as it was typed, and HTTP takes the first of them for the end.
 */
final class ForgivingParser extends HttpParser {
  private static final byte BLANK = ' ';

  ForgivingParser(RequestHandler handler, int largestHead, HttpCompliance compliance) {
    super(handler, largestHead, compliance);
  }

  @Override
  public boolean parseNext(ByteBuffer buffer) {
    if (isStart()) {
      closeBlanks(buffer);
    }
    return super.parseNext(buffer);
  }

  /**
   * Writes a plus sign, which is a blank in a query, for each blank within the target, if the whole
   * line has come. What HTTP itself has no fault to find with is not touched.
   */
  private static void closeBlanks(ByteBuffer request) {
    int start = request.position();
    int first = -1;
    int last = -1;
    int blanks = 0;
    for (int i = start; i < request.limit(); i++) {
      byte octet = request.get(i);
      if (octet == BLANK) {
        blanks++;
        first = first < 0 ? i : first;
        last = i;
      } else if (octet == '\n' && first >= 0) {
        if (blanks > 2 && isVersion(request, last + 1)) {
          close(request, first + 1, last);
        }
        return;
      }
    }
  }

  private static boolean isVersion(ByteBuffer request, int at) {
    return at + 4 < request.limit()
        && request.get(at) == 'H'
        && request.get(at + 1) == 'T'
        && request.get(at + 2) == 'T'
        && request.get(at + 3) == 'P'
        && request.get(at + 4) == '/';
  }

  /** Blanks at the end of the target are none of it, and HTTP's parser takes them for one. */
  private static void close(ByteBuffer request, int start, int lastBlank) {
    int end = lastBlank;
    while (end > start && request.get(end - 1) == BLANK) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (request.get(i) == BLANK) {
        request.put(i, (byte) '+');
      }
    }
  }
}
