package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Greeting;
import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.Standalone;
import io.github.scrappyddns.assembly.Version;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.log.Console;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.server.LanAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: answers check-ins and sends alerts until it is told to stop. */
@Command(
    name = "serve",
    description = "Answers check-ins and sends alerts (the default).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin ListenAddress listen;

  private volatile @Nullable Standalone running;

  /** Listens where picocli is told to. */
  ServeCommand() {
    this(new ListenAddress());
  }

  ServeCommand(ListenAddress listen) {
    this.listen = listen;
  }

  @Override
  public Integer call() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    start(stopped);
    stopped.await();
    return 0;
  }

  /** A separate method, so that nothing holds the token list once it is in force. */
  private void start(CountDownLatch stopped) throws Exception {
    HangUp.heed(this::reload);
    InetSocketAddress bind = bind();
    Installation installation = Installation.read(Path.of(""), System.getenv(), true);
    Standalone service;
    try {
      service = started(installation, bind);
    } catch (Exception e) {
      // Otherwise nobody would ever learn the URL to call.
      installation.takeBackFirstToken();
      throw e;
    }
    running = service;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, stopped), "stop"));
    greet(installation, service);
  }

  private Standalone started(Installation installation, InetSocketAddress bind) throws Exception {
    Settings settings = installation.settings();
    Logs.open(settings.logLevel(), settings.logFile());
    installation.warnings().forEach(LOG::warn);
    Version.mismatch().ifPresent(LOG::error);
    Thread.setDefaultUncaughtExceptionHandler(ServeCommand::end);
    Standalone service = new Standalone(installation, bind);
    try {
      service.start();
      return service;
    } catch (IOException e) {
      service.close();
      throw new IOException(
          "Cannot listen on " + listen.host + " port " + listen.port + ": " + reason(e), e);
    }
  }

  /** A service that only starts has just read everything. */
  private void reload() {
    Logs.reopen();
    Standalone service = running;
    if (service != null) {
      LOG.info("SIGHUP: token list, certificate and log file are opened anew");
      service.reload();
    }
  }

  /** A service that lost a thread does not do its work: its supervisor starts it anew. */
  private static void end(Thread thread, Throwable defect) {
    LOG.error("The thread '{}' ended: the service cannot go on", thread.getName(), defect);
    Logs.close();
    Runtime.getRuntime().halt(1);
  }

  private static void stop(Standalone service, CountDownLatch stopped) {
    LOG.info("Stopping");
    service.close();
    Logs.close();
    stopped.countDown();
  }

  private InetSocketAddress bind() throws SettingsException {
    if (listen.port < 0 || listen.port > 65535) {
      throw new SettingsException(
          List.of("The port must be a number from 0 to 65535, not " + listen.port));
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(listen.host), listen.port);
    } catch (UnknownHostException e) {
      throw new SettingsException(
          List.of(
              "'"
                  + listen.host
                  + "' is neither a sub-command nor an address to listen on"
                  + " (see scrappy-ddns --help)"));
    }
  }

  private void greet(Installation installation, Standalone service) {
    List<Integer> ports = service.ports();
    boolean tls = installation.settings().speaksTls();
    String beside = ports.size() > 1 ? " and port " + ports.get(1) + " without" : "";
    Greeting greeting = new Greeting(installation);
    String line =
        greeting.line(
            "listens on "
                + listen.host
                + " port "
                + ports.get(0)
                + (tls ? " by TLS" + beside : ""));
    LOG.info(line);
    installation
        .settings()
        .logFile()
        .ifPresent(file -> Console.tell(line + ". The log is " + file));
    String scheme = tls ? "https://" : "http://";
    String port = ":" + ports.get(0);
    String base = scheme + nameInUrl(listen.host) + port;
    greeting.firstCall(base).ifPresent(Console::tell);
    service
        .firstLink()
        .ifPresent(link -> Console.tell(greeting.firstLook(link, base, beside(scheme, port))));
    greeting.awaited(service.neverCalled(), base).ifPresent(LOG::info);
  }

  /** How other machines call a service that listens on all addresses. */
  private Optional<String> beside(String scheme, String port) {
    return isEverywhere(listen.host)
        ? LanAddress.find().map(address -> scheme + address + port)
        : Optional.empty();
  }

  private static boolean isEverywhere(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  /** The listen address as a URL spells it. */
  static String nameInUrl(String host) {
    if (isEverywhere(host)) {
      return "localhost";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
