package io.github.scrappyddns.assembly;

import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that puts an edited token list into force without a restart. Used by one thread at a
 * time.
 */
final class TokenListWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TokenListWatch.class);

  private final Path file;
  private final Enrollment enrollment;
  private final FileWatch watch;

  /**
   * @param inForce the stamp of the list that is in force
   */
  TokenListWatch(Path file, Enrollment enrollment, FileStamp inForce) {
    this.file = file;
    this.enrollment = enrollment;
    this.watch = new FileWatch(inForce, file);
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
    TokenList list = TokenList.read(file, Router.RESERVED);
    if (!watch.stand()) {
      // Somebody wrote while we read: a list that is being rewritten may have looked empty.
      return;
    }
    if (list.problems().isEmpty()) {
      enrollment.enroll(list);
      list.warnings().forEach(LOG::warn);
      LOG.info("The token list changed: {} tokens are in force", list.entries().size());
    } else {
      list.problems().forEach(problem -> LOG.error("New token list not used: {}", problem));
      LOG.error("The last good token list stays in force until {} is fixed", file);
    }
    watch.settle();
  }
}
