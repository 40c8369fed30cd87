package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The real jar, watching networks for real clients, and the phone that it alerts. */
public final class WatchedNetworks implements AutoCloseable {
  private static final int NETWORKS = 20;
  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

  /**
   * One that nobody has checked in for yet.
   *
   * @param url where it checks in
   */
  public record Network(String name, String token, String url) {}

  private final Path directory;
  private final PushReceiver receiver = PushReceiver.on(0);
  private final RunningJar service;
  private final String scheme;
  private int used;

  /** Starts the service with its state in a directory. */
  public WatchedNetworks(Path directory) {
    this(directory, Map.of());
  }

  /** The same with settings of its own, as environment variables. */
  public WatchedNetworks(Path directory, Map<String, String> settings) {
    this.directory = directory;
    try {
      Files.writeString(
          directory.resolve("token.list"),
          IntStream.rangeClosed(1, NETWORKS)
              .mapToObj(number -> token(number) + ":" + name(number) + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = new HashMap<>(PushReceiver.settings(receiver.port()));
    environment.putAll(settings);
    scheme = settings.containsKey("SCRAPPY_TLS_CERTIFICATE") ? "https" : "http";
    service = RunningJar.serve(directory, environment);
  }

  private static String token(int number) {
    return "token_of.the~network-" + number;
  }

  private static String name(int number) {
    return "Home " + number;
  }

  /** The next network that is still untouched. */
  public Network next() {
    used++;
    return new Network(name(used), token(used), url() + "/" + token(used));
  }

  /** The service's own address. */
  public String url() {
    return scheme + "://127.0.0.1:" + service.port();
  }

  /** Where it listens without TLS beside the port with it. */
  public String plainUrl() {
    return "http://127.0.0.1:" + service.plainPort();
  }

  public int port() {
    return service.port();
  }

  /** The settings that {@code setup} prints for a client: the first block of them. */
  public String settings(String client, Network network) {
    Map<String, String> environment = new HashMap<>(Map.of("SCRAPPY_PUBLIC_URL", url()));
    try (RunningJar setup = RunningJar.run(directory, environment, "setup", client, network.name)) {
      Matcher block = FENCED.matcher(setup.output());
      if (setup.exitStatus() != 0 || !block.find()) {
        throw new AssertionError("No settings for " + client + ":\n" + setup.output());
      }
      return block.group(1);
    }
  }

  /** The first line of the next alert about a network; waits for it. */
  public String alert(Network network) {
    String line = receiver.next().lines().findFirst().orElseThrow();
    return line.startsWith(network.name + " is at ") ? line : alert(network);
  }

  /** From now on every change fails to be stored, and is answered 503, until {@link #mend}. */
  public void breakStorage() {
    onDatabase(
        "CREATE TRIGGER broken BEFORE INSERT ON event"
            + " BEGIN SELECT RAISE(ABORT, 'the storage is broken'); END");
  }

  public void mend() {
    onDatabase("DROP TRIGGER IF EXISTS broken");
  }

  private void onDatabase(String sql) {
    String url = "jdbc:sqlite:" + directory.resolve("scrappy-ddns.db") + "?busy_timeout=10000";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    service.close();
    receiver.close();
  }
}
