package io.github.scrappyddns.assembly;

import static java.nio.file.StandardOpenOption.WRITE;

import io.github.scrappyddns.file.WholeFile;
import io.github.scrappyddns.network.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The token list of a new installation: one network with a fresh token. The file has its name once
 * it is whole and on disk, so that a start that is cut off leaves no empty list behind; only its
 * owner may read it.
 */
final class FirstTokenList {
  private FirstTokenList() {}

  /** Writes it to a file that does not exist; gives its token. */
  static Token write(Path file) throws IOException {
    Token token = Token.generate(new SecureRandom());
    String text =
        "# One <token>:<name> a line. Whoever knows a token can check in as that network.\n"
            + "# 'scrappy-ddns token <name>' prints a line with a fresh token.\n"
            + token.reveal()
            + ":My network\n";
    Path unfinished = WholeFile.unfinished(file);
    try {
      Files.writeString(unfinished, text);
      WholeFile.force(unfinished, WRITE);
      Files.move(unfinished, file);
      WholeFile.forceDirectory(file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return token;
  }
}
