package io.github.scrappyddns.assembly;

import java.util.List;
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
    String server = server(base);
    return installation
        .firstToken()
        .map(
            token ->
                "\nA first token list was written to "
                    + installation.settings().tokenListFile()
                    + ". Let your network call this address:\n\n    "
                    + server
                    + "/"
                    + token.reveal()
                    + "\n");
  }

  /**
   * Where the dashboard is opened for the first time.
   *
   * @param path of the link, which is good for one use
   * @param beside the same for other machines in its network; empty where there is none
   */
  public String firstLook(String path, String base, Optional<String> beside) {
    return "\nSee it in your browser. This link sets the dashboard's password, and is good for one"
        + " use:\n\n    "
        + server(base)
        + path
        + "\n"
        + beside
            .filter(unused -> installation.settings().publicUrl().isEmpty())
            .map(other -> "\nFrom another machine or a phone:\n\n    " + other + path + "\n")
            .orElse("");
  }

  /**
   * What is still to be done for networks that have never called, without a token: whoever missed
   * {@link #firstCall}, because that start was cut off, learns here where it stands.
   *
   * @param silent their names, as many as are to be told
   */
  public Optional<String> awaited(List<String> silent, String base) {
    if (silent.isEmpty() || installation.firstToken().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "No call has come yet from %s. The address to call is %s/<token>; tokens stand in %s"
            .formatted(
                String.join(", ", silent),
                server(base),
                installation.settings().tokenListFile().toAbsolutePath()));
  }

  private String server(String base) {
    return installation.settings().publicUrl().map(Object::toString).orElse(base);
  }
}
