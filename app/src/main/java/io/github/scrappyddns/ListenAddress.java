package io.github.scrappyddns;

import picocli.CommandLine.Parameters;

/** Where the service listens: the two words of the Python edition's command line. */
final class ListenAddress {
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
      description = "its port; 0 takes any that is free (default: ${DEFAULT-VALUE})",
      defaultValue = "5000")
  int port = 5000;
}
