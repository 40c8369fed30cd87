package io.github.scrappyddns;

import io.github.scrappyddns.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code serve}: answers check-ins and sends alerts until it is told to stop. */
@Command(
    name = "serve",
    description = "Answers check-ins and sends alerts (the default).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<bind_address>",
      description = "where to listen (default: ${DEFAULT-VALUE})",
      defaultValue = "0.0.0.0")
  String bindAddress = "0.0.0.0";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<port>",
      description = "0 takes any that is free (default: ${DEFAULT-VALUE})",
      defaultValue = "5000")
  int port = 5000;

  @Override
  public Integer call() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    start(stopped);
    stopped.await();
    return 0;
  }

  /** A method of its own, so that nothing holds the token list once it is in force. */
  private void start(CountDownLatch stopped) throws Exception {
    Installation installation = Installation.read(Path.of(""), System.getenv(), true);
    Settings settings = installation.settings();
    Logs.open(settings.logLevel(), settings.logFile());
    installation.warnings().forEach(LOG::warn);
    Version.mismatch().ifPresent(LOG::error);
    Standalone service = new Standalone(installation, bind());
    try {
      service.start();
    } catch (IOException e) {
      service.close();
      throw new IOException(
          "Cannot listen on " + bindAddress + " port " + port + ": " + reason(e), e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, stopped), "stop"));
    greet(installation, service.ports());
  }

  private static void stop(Standalone service, CountDownLatch stopped) {
    LOG.info("Stopping");
    service.close();
    Logs.close();
    stopped.countDown();
  }

  private InetSocketAddress bind() throws IOException {
    if (port < 0 || port > 65535) {
      throw new IOException("The port must be a number from 0 to 65535, not " + port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(bindAddress), port);
    } catch (UnknownHostException e) {
      throw new IOException(
          "'"
              + bindAddress
              + "' is neither a sub-command nor an address to listen on"
              + " (see scrappy-ddns --help)",
          e);
    }
  }

  private void greet(Installation installation, List<Integer> ports) {
    boolean tls = installation.certificate().isPresent();
    String greeting =
        "Scrappy DDNS %s listens on %s port %d%s: %d tokens, alerts by %s"
            .formatted(
                Version.full(),
                bindAddress,
                ports.get(0),
                tls
                    ? " by TLS" + (ports.size() > 1 ? " and port " + ports.get(1) + " without" : "")
                    : "",
                installation.tokenList().entries().size(),
                installation.channelNames());
    LOG.info(greeting);
    installation
        .settings()
        .logFile()
        .ifPresent(file -> System.out.println(greeting + ". The log is " + file));
    installation
        .firstToken()
        .ifPresent(
            token ->
                // The one line that tells a token: its owner has no other way to learn it.
                System.out.println(
                    "\nA first token list was written to "
                        + installation.settings().tokenListFile()
                        + ". Let your network call this address:\n\n    "
                        + installation
                            .settings()
                            .publicUrl()
                            .map(Object::toString)
                            .orElse(
                                (tls ? "https://" : "http://") + localName() + ":" + ports.get(0))
                        + "/"
                        + token.reveal()
                        + "\n"));
  }

  private String localName() {
    return bindAddress.equals("0.0.0.0") || bindAddress.equals("::") ? "localhost" : bindAddress;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
