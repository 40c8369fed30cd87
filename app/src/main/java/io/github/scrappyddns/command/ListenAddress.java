package io.github.scrappyddns.command;

import io.github.scrappyddns.address.PublicAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** Where the service listens: the two arguments of the Python edition's command line. */
final class ListenAddress {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<bind_address>",
      description = "where the service listens (default: ${DEFAULT-VALUE})",
      defaultValue = "0.0.0.0")
  String host = "0.0.0.0";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<port>",
      description = "its port; 0 takes any free one (default: ${DEFAULT-VALUE})",
      defaultValue = "5000")
  int port = 5000;

  /**
   * Reads the command line of a service that runs for years: nothing, an address, or an address and
   * a port. Returns nothing if there is more to parse: a sub-command, an option, a host name, a
   * mistake.
   */
  static Optional<ListenAddress> plain(String... words) {
    ListenAddress listen = new ListenAddress();
    if (words.length > 2 || (words.length > 0 && PublicAddress.parse(words[0]).isEmpty())) {
      return Optional.empty();
    }
    if (words.length > 0) {
      listen.host = words[0];
    }
    if (words.length > 1) {
      if (!PORT.matcher(words[1]).matches()) {
        return Optional.empty();
      }
      listen.port = Integer.parseInt(words[1]);
    }
    return Optional.of(listen);
  }
}
