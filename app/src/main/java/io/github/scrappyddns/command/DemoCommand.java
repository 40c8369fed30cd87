package io.github.scrappyddns.command;

import io.github.scrappyddns.access.SignInLink;
import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.Standalone;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.config.SettingsReader;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * {@code demo}: made-up networks that have a history and move, on the real service, with its
 * dashboard and with alerts on the console. It leaves nothing behind.
 */
@Command(
    name = "demo",
    description =
        "Opens the dashboard on made-up networks that move, with alerts on the console, until it"
            + " is ended.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 4_000;

  private @Nullable Standalone running;

  @Override
  public Integer call() throws Exception {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Path directory = Files.createTempDirectory("scrappy-ddns-demo");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory), "end"));
    InventedNetworks networks = new InventedNetworks();
    TerminalChannel terminal = new TerminalChannel();
    Standalone service = begin(directory, networks, terminal);
    networks.liveThroughMonth(service.ports().get(0));
    terminal.speak();
    greet(directory, service.ports().get(0));
    while (true) {
      Thread.sleep(PAUSE_MILLIS);
      System.out.println("\n" + networks.move());
    }
  }

  private synchronized Standalone begin(
      Path directory, InventedNetworks networks, TerminalChannel terminal)
      throws IOException, SettingsException {
    Path list = directory.resolve("token.list");
    Files.write(list, networks.tokenList());
    SecureRandom random = new SecureRandom();
    Settings settings =
        SettingsReader.read(
            directory,
            Map.of(
                // Nobody knows it: the link that is printed is the way in.
                "SCRAPPY_ADMIN_PASSWORD",
                Token.generate(random).reveal(),
                "SCRAPPY_PROXY_COUNT",
                "1",
                "SCRAPPY_ALERT_INTERVAL",
                "100ms"));
    Standalone service =
        new Standalone(
            new Installation(
                settings,
                List.of(terminal),
                TokenList.read(list, Router.RESERVED),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                () ->
                    new Channels(InstantSource.system(), ZoneId.systemDefault(), "demo", Map.of()),
                networks.clock()),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    service.start();
    running = service;
    return service;
  }

  private static void greet(Path directory, int port) throws IOException {
    String address = "http://127.0.0.1:" + port;
    System.out.println(
        "The demo listens on 127.0.0.1 port "
            + port
            + ": made-up networks that move. Each alert, as a phone would show it, follows a |.\n\n"
            + "See them in your browser. This link needs no password, and is good for one use:\n\n"
            + "    "
            + address
            + SignInLink.leave(directory, new SecureRandom())
            + "\n\nCtrl-C ends it, and leaves nothing behind. For real: 'scrappy-ddns' serves.");
  }

  private synchronized void end(Path directory) {
    Standalone service = running;
    if (service != null) {
      service.close();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("Remove " + directory + ": " + e.getMessage());
    }
  }
}
