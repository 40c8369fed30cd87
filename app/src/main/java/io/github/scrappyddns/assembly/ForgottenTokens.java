package io.github.scrappyddns.assembly;

import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.RegistryTable;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at a start whether a token list has forgotten the tokens that the database knows: a list
 * that was lost on the way would let nobody in, and nobody would be told.
 */
final class ForgottenTokens {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenTokens.class);
  private static final String ADVICE =
      ", but the database holds networks that had tokens, and nobody of them would be let in. Put"
          + " the list back, or list at least one token; to begin anew, move the database away";

  private ForgottenTokens() {}

  /**
   * Refuses a list without any token, or one that was just made, where there were tokens before.
   *
   * @throws SettingsException that says what to do
   */
  static void refuse(Installation installation, Database database, NetworkTable table)
      throws SettingsException {
    int known = database.read(table::tokenCount);
    int listed = installation.tokenList().entries().size();
    Path file = installation.settings().tokenListFile();
    if (known == 0) {
      return;
    }
    if (installation.firstToken().isPresent()) {
      throw new SettingsException(List.of(file + ": there is no token list" + ADVICE));
    }
    if (listed == 0 && database.read(new RegistryTable()::tokenCount) > 0) {
      LOG.warn(
          "{}: lists no token any more: of its networks only those are let in that were made on the"
              + " pages",
          file);
      return;
    }
    if (listed == 0) {
      throw new SettingsException(List.of(file + ": lists no token" + ADVICE));
    }
    if (!installation.tokenList().ended() && listed < known) {
      LOG.warn(
          "{}: ends in the middle of a line, as a file does that was cut off, and lacks tokens that"
              + " were known before. If this is all of it, end its last line",
          file);
    }
  }
}
