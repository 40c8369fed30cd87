package io.github.scrappyddns.config;

import static io.github.scrappyddns.config.Setting.*;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.file.PathText;
import io.github.scrappyddns.words.Language;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns the text of each setting into its value, and gathers what is wrong with it. */
public final class SettingsReader {
  /** A longer value may be a secret that belongs to another setting. */
  private static final int HARMLESS = 5;

  /** A line of a token list; what follows a drive letter or a slash is a path. */
  private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9._~-]{2,}\\s*:(?![\\\\/]).*");

  private static final String MASK = "***";

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
        value(DATABASE_URL, Values::databaseUrl, "jdbc:sqlite:… or jdbc:postgresql://…");
    return new Settings(
        path(TOKEN_LIST_FILE).orElse(directory.resolve(TOKEN_LIST_FILE.defaultText())),
        layers.get(TOKEN_LIST_FILE).isPresent(),
        state,
        database.orElse("jdbc:sqlite:" + state.resolve(DATABASE_FILE)),
        valueOr(LOG_LEVEL, Values::level, "DEBUG, INFO, WARNING or ERROR"),
        path(LOG_FILE),
        notifyMyAndroid(),
        pushover(),
        text(NOTIFY_URLS).flatMap(Values::urls).orElse(List.of()),
        valueOr(ALERT_INTERVAL, Values::duration, "a time such as 10s, 5m or 1h"),
        valueOr(HISTORY, Values::aDayOrMore, "a time of a day or more, such as 400d"),
        proxies(),
        number(IPV6_PREFIX_LENGTH, 1, 128),
        valueOr(
            HOST_NAMES, Values::hostNames, "as in Home=home.example.com,vpn.example.com; Office=…"),
        valueOr(
            SILENT_AFTER, Values::silentAfter, "a time such as 15m, or as in Home=15m; Office=1h"),
        value(PUBLIC_URL, Values::publicUrl, "an address such as https://ddns.example.com"),
        tls(),
        acme(),
        text(ADMIN_PASSWORD).filter(this::isGoodPassword),
        signInHeader(),
        path(SECRET_KEY_FILE).orElse(state.resolve("secret.key")),
        value(METRICS_TOKEN, Values::bearerToken, "16 or more letters, digits and -._~+/="),
        value(
            HEARTBEAT_URL,
            Values::calledUrl,
            "an http or https address, as a watcher shows it: https://hc-ping.com/…"),
        value(PUSH_HOSTS, Values::pushHosts, "host names, as in push.example.org")
            .orElse(List.of()),
        valueOr(LANGUAGE, Language::of, "en or de"),
        Arrays.stream(values()).map(this::inForce).toList(),
        List.copyOf(layers.files()),
        List.copyOf(warnings),
        List.copyOf(problems));
  }

  private Settings.NotifyMyAndroid notifyMyAndroid() {
    Optional<String> keys = text(ANDROID_PUSH_API_KEY);
    Optional<URI> url = value(NOTIFY_MY_ANDROID_URL, Values::webUrl, "an http or https address");
    if (keys.isPresent() && url.isEmpty()) {
      warnings.add(
          "ANDROID_PUSH_API_KEY alone sets up no channel: Notify My Android closed in 2018. Living"
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
        valueOr(PUSHOVER_URL, Values::webUrl, "an http or https address"));
  }

  private Optional<Settings.Tls> tls() {
    Optional<Path> certificate = path(TLS_CERTIFICATE);
    Optional<Path> privateKey = path(TLS_PRIVATE_KEY);
    if (text(TLS_CERTIFICATE).isPresent() != text(TLS_PRIVATE_KEY).isPresent()) {
      problems.add("TLS_CERTIFICATE and TLS_PRIVATE_KEY: TLS needs both files, or neither");
    }
    if (text(PLAIN_PORT).isPresent()
        && text(TLS_CERTIFICATE).isEmpty()
        && text(TLS_ACME).isEmpty()) {
      problems.add(
          "PLAIN_PORT is a second port beside TLS, but neither TLS_CERTIFICATE nor TLS_ACME is set:"
              + " without TLS the only port is given on the command line");
    }
    Optional<Integer> plainPort = value(PLAIN_PORT, Values.number(0, 65535), "a port number");
    return certificate.isPresent() && privateKey.isPresent()
        ? Optional.of(new Settings.Tls(certificate.get(), privateKey.get(), plainPort))
        : Optional.empty();
  }

  private Optional<Integer> plainPort() {
    return layers
        .get(PLAIN_PORT)
        .map(Layers.Value::text)
        .flatMap(text -> Values.number(0, 65535).apply(text.strip()));
  }

  private Optional<Settings.Acme> acme() {
    Optional<List<String>> names =
        value(
            TLS_ACME,
            Values::certificateNames,
            "host names such as ddns.example.com; no addresses, and no wildcards");
    URI directory = valueOr(TLS_ACME_DIRECTORY, Values::secureUrl, "an https address");
    Optional<String> contact = value(TLS_ACME_CONTACT, Values::mailAddress, "a mail address");
    Optional<Path> authority = path(TLS_ACME_CA);
    if (text(TLS_ACME).isPresent() && text(TLS_CERTIFICATE).isPresent()) {
      problems.add(
          "TLS_ACME and TLS_CERTIFICATE exclude each other: the service gets a certificate by"
              + " itself, or reads yours");
    }
    return names.map(known -> new Settings.Acme(known, directory, contact, authority, plainPort()));
  }

  /** A hash that cannot be read would let nobody in. */
  private boolean isGoodPassword(String text) {
    boolean good = Values.isPassword(text);
    if (!good) {
      problem(ADMIN_PASSWORD, "a password, or a hash as 'scrappy-ddns password' prints it");
    }
    return good;
  }

  private Optional<String> signInHeader() {
    Optional<String> header = value(SIGN_IN_HEADER, Values::headerName, "a header's name");
    if (header.isPresent() && text(TRUSTED_PROXIES).isEmpty()) {
      problems.add(
          "SIGN_IN_HEADER is believed of proxies in TRUSTED_PROXIES alone, which is not set");
    }
    return header;
  }

  private Settings.InForce inForce(Setting setting) {
    Optional<Layers.Value> set = layers.get(setting).filter(value -> !value.text().isBlank());
    String shown =
        set.map(value -> setting.secret() ? masked(setting, value.text()) : value.text())
            .orElse(setting.defaultText());
    return new Settings.InForce(setting.name(), shown, set.map(Layers.Value::where).orElse(""));
  }

  /** Of whom the service calls, the host may be seen. */
  private static String masked(Setting setting, String text) {
    return Optional.of(text)
        .filter(set -> setting == HEARTBEAT_URL)
        .flatMap(set -> Values.calledUrl(set.strip()))
        .map(uri -> uri.getScheme() + "://" + uri.getHost() + "/" + MASK)
        .orElse(MASK);
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

  /** The text that was set; empty if there is none, or only white space. */
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
    return valueOr(setting, Values.number(least, most), "a number from " + least + " to " + most);
  }

  private Optional<Path> path(Setting setting) {
    Optional<String> text = text(setting).map(String::strip);
    // Somebody may have put the content itself here, and the message would show it.
    boolean content = text.filter(set -> isContent(setting, set)).isPresent();
    Optional<Path> path =
        text.filter(set -> !content).flatMap(set -> PathText.under(directory, set));
    if (text.isPresent() && path.isEmpty()) {
      boolean impossible = content || text.get().indexOf('\0') >= 0;
      problem(setting, impossible ? "a path" : "a path, and " + PathText.NOT_IN_THIS_LOCALE);
    }
    return path;
  }

  /** Whether a path is rather what the file should hold: a PEM, or a token list. */
  private static boolean isContent(Setting setting, String text) {
    return text.contains("-----BEGIN")
        || text.lines().count() > 1
        || (setting == TOKEN_LIST_FILE && ENTRY.matcher(text).matches());
  }

  private void problem(Setting setting, String expected) {
    Layers.Value set = layers.get(setting).orElseThrow();
    boolean secret = setting.secret() || set.text().length() > HARMLESS;
    String shown = secret ? MASK : "'" + set.text() + "'";
    problems.add(set.where() + ": " + setting + " must be " + expected + ", not " + shown);
  }
}
