package io.github.scrappyddns.assembly;

import java.util.Optional;

/** What the operator is told once the service runs. */
public record Greeting(Installation installation) {
  /**
   * The line for the log.
   *
   * @param where what follows the version, such as "listens on 0.0.0.0 port 5000"
   */
  public String line(String where) {
    return "Scrappy DDNS " + Version.full() + " " + where + ": " + installation.summary();
  }

  /**
   * The URL to call, if a first token list was just made. No other text shows a token; its owner
   * has no other way to learn it.
   *
   * @param base of the address where the operator set none
   */
  public Optional<String> firstCall(String base) {
    return installation
        .firstToken()
        .map(
            token ->
                "\nA first token list was written to "
                    + installation.settings().tokenListFile()
                    + ". Let your network call this URL:\n\n    "
                    + installation.settings().publicUrl().map(Object::toString).orElse(base)
                    + "/"
                    + token.reveal()
                    + "\n");
  }
}
