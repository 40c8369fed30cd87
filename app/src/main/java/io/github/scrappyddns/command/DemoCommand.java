package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.Standalone;
import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.config.SettingsReader;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code demo}: made-up networks that move, on the real service, with alerts on the console. */
@Command(
    name = "demo",
    description =
        "Shows how it works in ten seconds: made-up networks that move, alerts on the console.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(1_200);

  /**
   * A router calling in; the addresses are those that RFC 5737 and RFC 3849 reserve for examples.
   */
  private record Call(String token, String name, String from) {}

  private static final String HOME = "demo-token-of-the-home";
  private static final String OFFICE = "demo-token-of-the-office";
  private static final List<Call> STORY =
      List.of(
          new Call(HOME, "Home", "203.0.113.7"),
          new Call(OFFICE, "Office", "198.51.100.20"),
          new Call(HOME, "Home", "203.0.113.7"),
          new Call(HOME, "Home", "203.0.113.99"),
          new Call(OFFICE, "Office", "2001:db8:20::1"),
          new Call(OFFICE, "Office", "2001:db8:20::abcd"),
          new Call(HOME, "Home", "192.168.1.2"));

  @Override
  public Integer call() throws Exception {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Path directory = Files.createTempDirectory("scrappy-ddns-demo");
    try {
      play(directory);
    } finally {
      delete(directory);
    }
    return 0;
  }

  private static void play(Path directory)
      throws IOException, InterruptedException, SettingsException {
    Path list = directory.resolve("token.list");
    Files.writeString(list, HOME + ":Home\n" + OFFICE + ":Office\n");
    Settings settings =
        SettingsReader.read(
            directory, Map.of("SCRAPPY_PROXY_COUNT", "1", "SCRAPPY_ALERT_INTERVAL", "100ms"));
    Installation installation =
        new Installation(
            settings,
            List.of(new PrintedAlerts("console", DemoCommand::show)),
            TokenList.read(list, Router.RESERVED),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            () -> new Channels(InstantSource.system(), ZoneId.systemDefault(), "demo", Map.of()),
            InstantSource.system());
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    System.out.println(
        "Two made-up networks call; each alert, as a phone would show it, follows a |.");
    try (Standalone service = new Standalone(installation, bind)) {
      service.start();
      HttpClient router = HttpClient.newHttpClient();
      for (Call call : STORY) {
        System.out.println();
        check(router, service.ports().get(0), call);
        Thread.sleep(PAUSE.toMillis());
      }
    }
    System.out.println(
        "\nAnd 2001:db8:20::abcd was no news: only the prefix of a seen IPv6 address counts.");
    System.out.println(
        "For real: 'scrappy-ddns' serves, 'scrappy-ddns token Home' prints a line for a network.");
  }

  private static boolean show(String alert) {
    alert.lines().forEach(line -> System.out.println("      | " + line));
    return true;
  }

  private static void check(HttpClient router, int port, Call call)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + call.token))
            .header("X-Forwarded-For", call.from)
            .build();
    String answer = router.send(request, HttpResponse.BodyHandlers.ofString()).body();
    System.out.println(call.name + " calls from " + call.from + ": " + answer);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
