package io.github.scrappyddns.assembly;

import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.network.TokenList;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A watch that puts an edited token list into force without a restart. Used by one thread at a
 * time.
 */
final class TokenListWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TokenListWatch.class);

  private final Path file;
  private final Supplier<TokenList> reading;
  private final Enrollment enrollment;
  private final FileWatch watch;
  private int tokens;

  /**
   * @param reading reads the file
   * @param inForce the list that is in force
   */
  TokenListWatch(Path file, Supplier<TokenList> reading, Enrollment enrollment, TokenList inForce) {
    this.file = file;
    this.reading = reading;
    this.enrollment = enrollment;
    this.watch = new FileWatch(inForce.stamp(), file);
    this.tokens = inForce.entries().size();
  }

  /** Reads the list, edited or not. */
  void readAnew() {
    watch.demand();
    look();
  }

  /** Looks once. */
  void look() {
    if (!watch.edited()) {
      return;
    }
    TokenList list = reading.get();
    if (!watch.stand()) {
      // Somebody wrote while we read: a list that is being rewritten may have looked empty.
      return;
    }
    List<String> problems = problems(list);
    if (problems.isEmpty()) {
      enrollment.enroll(list);
      list.warnings().forEach(LOG::warn);
      tell(list.entries().size());
    } else {
      problems.forEach(problem -> LOG.error("Token list not taken over: {}", problem));
      LOG.error("The last good token list stays in force until {} is mended", file);
    }
    watch.settle();
  }

  /** An emptied file is a failed write far more often than a wish, and would let nobody in. */
  private List<String> problems(TokenList list) {
    boolean emptied = list.problems().isEmpty() && list.entries().isEmpty() && tokens > 0;
    return emptied
        ? List.of(file + ": lists no token any more; to let nobody in, stop the service")
        : list.problems();
  }

  private void tell(int now) {
    Level level = now < tokens / 2.0 ? Level.WARN : Level.INFO;
    LOG.atLevel(level)
        .log("The token list changed: {} tokens are in force, {} were before", now, tokens);
    tokens = now;
  }
}
