package io.github.scrappyddns;

import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What puts an edited token list into force without a restart.
 *
 * <p>It looks at the file from time to time: notifications of the file system miss what happens on
 * network drives and behind bind mounts. An edit counts once the file stands still for a round, so
 * that a half-written list is not read. Used by one thread at a time.
 */
final class TokenListWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TokenListWatch.class);

  private final Path file;
  private final Enrollment enrollment;
  private String inForce;
  private String lastSeen;

  /**
   * @param inForce the stamp of the list that is in force
   */
  TokenListWatch(Path file, Enrollment enrollment, String inForce) {
    this.file = file;
    this.enrollment = enrollment;
    this.inForce = inForce;
    this.lastSeen = inForce;
  }

  /** Looks once. */
  void look() {
    String stamp = TokenList.stamp(file);
    boolean still = stamp.equals(lastSeen);
    lastSeen = stamp;
    if (!still || stamp.equals(inForce)) {
      return;
    }
    TokenList list = TokenList.read(file, Router.RESERVED);
    if (list.problems().isEmpty()) {
      enrollment.enroll(list);
      list.warnings().forEach(LOG::warn);
      LOG.info("The token list changed: {} tokens are in force", list.entries().size());
    } else {
      list.problems().forEach(problem -> LOG.error("Token list not taken over: {}", problem));
      LOG.error("The last good token list stays in force until {} is mended", file);
    }
    inForce = list.stamp();
  }
}
