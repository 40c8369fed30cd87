package io.github.scrappyddns.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private final ServiceHome home;
  private final PushReceiver receiver;
  private final RunningJar service;
  private final String scheme;
  private final ImmutableMap<String, String> settings;
  private final ImmutableList<String> names;
  private final Map<String, String> printed = new HashMap<>();
  private int used;

  /** Starts the service with its state in a directory. */
  public WatchedNetworks(Path directory) {
    this(directory, Map.of());
  }

  /** The same with settings of its own, as environment variables. */
  public WatchedNetworks(Path directory, Map<String, String> settings) {
    this(
        directory,
        settings,
        IntStream.rangeClosed(1, NETWORKS).mapToObj(number -> "Home " + number).toList());
  }

  /** The same with networks of these names. */
  public WatchedNetworks(Path directory, Map<String, String> settings, List<String> names) {
    this.settings = ImmutableMap.copyOf(settings);
    this.names = ImmutableList.copyOf(names);
    home =
        new ServiceHome(directory)
            .list(
                IntStream.rangeClosed(1, names.size())
                    .mapToObj(number -> token(number) + ":" + names.get(number - 1))
                    .toArray(String[]::new));
    scheme = settings.containsKey("SCRAPPY_TLS_CERTIFICATE") ? "https" : "http";
    receiver = home.phone();
    service = home.serve(settings);
  }

  private static String token(int number) {
    return "token_of.the~network-" + number;
  }

  /** The next network that is still untouched. */
  public Network next() {
    used++;
    return new Network(names.get(used - 1), token(used), url() + "/" + token(used));
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
    return printed.computeIfAbsent(client + " " + network.token, key -> print(client, network));
  }

  private String print(String client, Network network) {
    Map<String, String> known = new HashMap<>(settings);
    known.put("SCRAPPY_PUBLIC_URL", url());
    try (RunningJar setup = home.run(known, "setup", client, network.name)) {
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
    home.sql(
        "CREATE TRIGGER broken BEFORE INSERT ON event"
            + " BEGIN SELECT RAISE(ABORT, 'the storage is broken'); END");
  }

  public void mend() {
    home.sql("DROP TRIGGER IF EXISTS broken");
  }

  @Override
  public void close() {
    service.close();
    receiver.close();
  }
}
