package io.github.scrappyddns.config;

import static io.github.scrappyddns.config.Setting.*;

import io.github.scrappyddns.address.Cidr;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of each setting into its value, and gathers what is wrong with it. */
public final class SettingsReader {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");
  private static final String DATABASE_FILE = "scrappy-ddns.db";

  private final Path directory;
  private final Layers layers;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Reads all layers.
   *
   * @param directory the current one
   * @param environment all variables; those that do not begin with {@code SCRAPPY} are passed over
   */
  public static Settings read(Path directory, Map<String, String> environment) {
    return new SettingsReader(directory, Layers.read(directory, environment)).read();
  }

  private SettingsReader(Path directory, Layers layers) {
    this.directory = directory;
    this.layers = layers;
    problems.addAll(layers.problems());
    warnings.addAll(layers.warnings());
  }

  private Settings read() {
    Path state = path(IP_ADDRESS_CACHE).orElse(directory);
    Optional<String> database =
        value(DATABASE_URL, SettingsReader::databaseUrl, "jdbc:sqlite:… or jdbc:postgresql://…");
    return new Settings(
        path(TOKEN_LIST_FILE).orElse(directory.resolve(TOKEN_LIST_FILE.defaultText())),
        layers.get(TOKEN_LIST_FILE).isPresent(),
        state,
        database.orElse("jdbc:sqlite:" + state.resolve(DATABASE_FILE)),
        valueOr(LOG_LEVEL, SettingsReader::level, "DEBUG, INFO, WARNING or ERROR"),
        path(LOG_FILE),
        notifyMyAndroid(),
        pushover(),
        text(NOTIFY_URLS).map(urls -> List.of(urls.strip().split("\\s+", -1))).orElse(List.of()),
        valueOr(ALERT_INTERVAL, SettingsReader::duration, "a time such as 10s, 5m or 1h"),
        proxies(),
        number(IPV6_PREFIX_LENGTH, 1, 128),
        valueOr(
            HOST_NAMES,
            SettingsReader::hostNames,
            "as in Home=home.example.com,vpn.example.com; Office=…"),
        value(PUBLIC_URL, SettingsReader::webUrl, "an address such as https://ddns.example.com"),
        List.copyOf(warnings),
        List.copyOf(problems));
  }

  private Settings.NotifyMyAndroid notifyMyAndroid() {
    Optional<String> keys = text(ANDROID_PUSH_API_KEY);
    Optional<URI> url =
        value(NOTIFY_MY_ANDROID_URL, SettingsReader::webUrl, "an http or https address");
    if (keys.isPresent() && url.isEmpty()) {
      warnings.add(
          "ANDROID_PUSH_API_KEY makes no channel: Notify My Android closed in 2018. Living"
              + " alternatives: NOTIFY_URLS with ntfy (ntfys://ntfy.sh/a-secret-topic), or"
              + " Pushover with PUSH_USER_KEY and PUSH_APP_KEY. For a server that speaks its"
              + " protocol, set NOTIFY_MY_ANDROID_URL");
    }
    return new Settings.NotifyMyAndroid(keys, url);
  }

  private Settings.Pushover pushover() {
    Optional<String> user = text(PUSH_USER_KEY);
    Optional<String> app = text(PUSH_APP_KEY);
    if (user.isPresent() != app.isPresent()) {
      problems.add("PUSH_USER_KEY and PUSH_APP_KEY: Pushover needs both, or neither");
    }
    return new Settings.Pushover(
        user,
        app,
        number(PUSH_MSG_PRIORITY, -2, 2),
        valueOr(PUSHOVER_URL, SettingsReader::webUrl, "an http or https address"));
  }

  private Settings.Proxies proxies() {
    int count = number(PROXY_COUNT, 0, 32);
    List<Cidr> trusted = new ArrayList<>();
    for (String block : text(TRUSTED_PROXIES).orElse("").split("[\\s,]+", -1)) {
      if (!block.isEmpty()) {
        Cidr.parse(block)
            .ifPresentOrElse(
                trusted::add,
                () -> problem(TRUSTED_PROXIES, "addresses or blocks such as 10.0.0.0/8"));
      }
    }
    if (count > 0 && !trusted.isEmpty()) {
      problems.add("PROXY_COUNT and TRUSTED_PROXIES exclude each other: set one");
    }
    return new Settings.Proxies(count, List.copyOf(trusted));
  }

  /** The text that was set; empty where nothing, or nothing but white space, was. */
  private Optional<String> text(Setting setting) {
    return layers.get(setting).map(Layers.Value::text).filter(text -> !text.isBlank());
  }

  private <T> Optional<T> value(
      Setting setting, Function<String, Optional<T>> reading, String expected) {
    Optional<String> text = text(setting);
    Optional<T> value = text.flatMap(set -> reading.apply(set.strip()));
    if (text.isPresent() && value.isEmpty()) {
      problem(setting, expected);
    }
    return value;
  }

  private <T> T valueOr(Setting setting, Function<String, Optional<T>> reading, String expected) {
    return value(setting, reading, expected)
        .or(() -> reading.apply(setting.defaultText()))
        .orElseThrow();
  }

  private int number(Setting setting, int least, int most) {
    return valueOr(
        setting,
        text ->
            text.matches("[+-]?\\d{1,9}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                : Optional.empty(),
        "a number from " + least + " to " + most);
  }

  private Optional<Path> path(Setting setting) {
    return value(
        setting,
        text -> {
          try {
            return Optional.of(directory.resolve(text));
          } catch (InvalidPathException e) {
            return Optional.empty();
          }
        },
        "a path");
  }

  private void problem(Setting setting, String expected) {
    Layers.Value set = layers.get(setting).orElseThrow();
    String shown = setting.secret() ? "***" : "'" + set.text() + "'";
    problems.add(set.where() + ": " + setting + " must be " + expected + ", not " + shown);
  }

  private static Optional<Settings.Level> level(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "DEBUG" -> Optional.of(Settings.Level.DEBUG);
      case "INFO" -> Optional.of(Settings.Level.INFO);
      case "WARNING", "WARN" -> Optional.of(Settings.Level.WARNING);
      case "ERROR", "CRITICAL" -> Optional.of(Settings.Level.ERROR);
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        });
  }

  private static Optional<String> databaseUrl(String text) {
    return Optional.of(text)
        .filter(url -> url.startsWith("jdbc:sqlite:") || url.startsWith("jdbc:postgresql:"));
  }

  private static Optional<Map<String, Set<String>>> hostNames(String text) {
    Map<String, Set<String>> names = new HashMap<>();
    for (String entry : text.split(";", -1)) {
      int equals = entry.lastIndexOf('=');
      if (entry.isBlank()) {
        continue;
      }
      if (equals < 1) {
        return Optional.empty();
      }
      Set<String> hosts = new HashSet<>();
      for (String host : entry.substring(equals + 1).split("[,\\s]+", -1)) {
        if (!host.isEmpty()) {
          hosts.add(host.toLowerCase(Locale.ROOT));
        }
      }
      if (hosts.isEmpty()) {
        return Optional.empty();
      }
      names.put(entry.substring(0, equals).strip(), Set.copyOf(hosts));
    }
    return Optional.of(Map.copyOf(names));
  }

  private static Optional<URI> webUrl(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
