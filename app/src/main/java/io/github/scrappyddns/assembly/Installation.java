package io.github.scrappyddns.assembly;

import com.google.common.base.Suppliers;
import io.github.scrappyddns.acme.certificate.AuthorityTrust;
import io.github.scrappyddns.assembly.upkeep.ClockFrom1970;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.config.SettingsReader;
import io.github.scrappyddns.database.DatabaseUrl;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.file.PathText;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.server.ServerCertificate;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator set up, read and checked as a whole: settings, channels, token list.
 *
 * @param channels at least one: without any configured, alerts go to the log
 * @param certificate if TLS is set up
 * @param firstToken the token in a list that was just made for a new installation
 * @param kinds makes channels; made when it is first asked
 * @param clock the clock of all parts
 */
public record Installation(
    Settings settings,
    List<Channel> channels,
    TokenList tokenList,
    Optional<ServerCertificate> certificate,
    Optional<Token> firstToken,
    List<String> warnings,
    Supplier<Channels> kinds,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

  /**
   * Reads everything.
   *
   * @param makeTokenList whether to make a token list if none exists and none is configured
   * @throws SettingsException with all problems of all parts
   */
  public static Installation read(
      Path directory, Map<String, String> environment, boolean makeTokenList)
      throws SettingsException {
    InstantSource clock = new ClockFrom1970(InstantSource.system(), System::nanoTime);
    nameable(directory);
    Settings settings = SettingsReader.read(directory, environment);
    List<String> problems = new ArrayList<>(settings.problems());
    List<String> warnings = new ArrayList<>(settings.warnings());
    ServerZone.warning(environment).ifPresent(warnings::add);
    if (Files.exists(settings.stateDirectory()) && !Files.isDirectory(settings.stateDirectory())) {
      problems.add(
          "IP_ADDRESS_CACHE: " + settings.stateDirectory() + " is a file, not a directory");
    } else if (!Files.isDirectory(settings.stateDirectory())) {
      problems.add(
          "IP_ADDRESS_CACHE: " + settings.stateDirectory() + " is not a directory: create it");
    }
    DatabaseUrl.problem(settings.databaseUrl()).ifPresent(problems::add);
    settings
        .logFile()
        .flatMap(log -> Logs.problem(log).or(() -> Logs.conflict(log, otherFiles(settings))))
        .ifPresent(problems::add);
    Supplier<Channels> kinds =
        Suppliers.memoize(
            () -> new Channels(clock, ZoneId.systemDefault(), Version.text(), environment));
    List<Channel> channels = channels(settings, kinds, clock, warnings, problems);
    if (channels.isEmpty()) {
      warnings.add(
          "No channel is configured: alerts go to this log only."
              + " Set NOTIFY_URLS, for example to ntfys://ntfy.sh/a-secret-topic");
      channels = List.of(new PrintedAlerts("log", Logs::alert));
    }
    Optional<ServerCertificate> certificate =
        settings.tls().flatMap(tls -> certificate(tls, problems));
    certificate.flatMap(shown -> shown.warning(clock.instant())).ifPresent(warnings::add);
    settings
        .acme()
        .flatMap(Settings.Acme::authority)
        // A reference to the method would load what is only needed with such a file.
        .flatMap(file -> AuthorityTrust.problem(file))
        .ifPresent(problem -> problems.add("TLS_ACME_CA: " + problem));
    Path file = settings.tokenListFile();
    boolean fresh = !settings.tokenListConfigured() && !Files.exists(file);
    Optional<Token> firstToken =
        fresh && makeTokenList && problems.isEmpty()
            ? makeTokenList(file, problems)
            : Optional.empty();
    TokenList list =
        fresh && firstToken.isEmpty()
            ? new TokenList(List.of(), List.of(), List.of(), true, FileStamp.of(file))
            : TokenList.read(file, Router.RESERVED);
    problems.addAll(list.problems());
    warnings.addAll(list.warnings());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Installation(
        settings, channels, list, certificate, firstToken, List.copyOf(warnings), kinds, clock);
  }

  /**
   * Reads only the settings, for what works even with a broken channel or token list.
   *
   * @throws SettingsException if one is wrong: it might be the one that names the database
   */
  public static Settings readSettings(Path directory, Map<String, String> environment)
      throws SettingsException {
    nameable(directory);
    Settings settings = SettingsReader.read(directory, environment);
    if (!settings.problems().isEmpty()) {
      throw new SettingsException(settings.problems());
    }
    return settings;
  }

  /** What the service reads and writes beside its log, and what it is. */
  private static Map<Path, String> otherFiles(Settings settings) {
    Map<Path, String> others = new LinkedHashMap<>();
    others.put(settings.tokenListFile(), "the token list");
    settings
        .tls()
        .ifPresent(
            tls -> {
              others.put(tls.certificate(), "the certificate");
              others.put(tls.privateKey(), "the private key");
            });
    settings
        .acme()
        .ifPresent(
            acme -> {
              acme.authority().ifPresent(file -> others.put(file, "the authority's certificate"));
              Path kept = settings.stateDirectory().resolve("acme");
              others.put(kept.resolve("account.pem"), "the account's keys");
              others.put(kept.resolve("certificate.pem"), "the certificate");
            });
    settings.files().forEach(file -> others.put(file, "a file of settings"));
    others.put(settings.secretKeyFile(), "the secret key");
    DatabaseUrl.files(settings.databaseUrl()).forEach(file -> others.put(file, "the database's"));
    return others;
  }

  private static void nameable(Path directory) throws SettingsException {
    if (!Files.isDirectory(directory)) {
      throw new SettingsException(
          List.of("The path of the current directory " + PathText.NOT_IN_THIS_LOCALE));
    }
  }

  /** Whether no channel is set up, so that alerts go to the log. */
  boolean printsAlerts() {
    return channels.stream().allMatch(PrintedAlerts.class::isInstance);
  }

  /** Takes back the token list that was made for a start that failed. */
  public void takeBackFirstToken() {
    try {
      if (firstToken.isPresent()) {
        Files.deleteIfExists(settings.tokenListFile());
      }
    } catch (IOException e) {
      LOG.warn("Remove {} before the next start: {}", settings.tokenListFile(), e.getMessage());
    }
  }

  /** A summary in a few words: {@code 2 tokens, alerts by log}. */
  public String summary() {
    int tokens = tokenList.entries().size();
    String names = channels.stream().map(Channel::name).collect(Collectors.joining(", "));
    return tokens + (tokens == 1 ? " token" : " tokens") + ", alerts by " + names;
  }

  private static List<Channel> channels(
      Settings settings,
      Supplier<Channels> made,
      InstantSource clock,
      List<String> warnings,
      List<String> problems) {
    if (settings.notifyUrls().isEmpty()
        && settings.notifyMyAndroid().keys().isEmpty()
        && settings.pushover().user().isEmpty()
        && settings.heartbeatUrl().isEmpty()) {
      return List.of();
    }
    Channels kinds;
    try {
      kinds = made.get();
    } catch (ChannelUrlException e) {
      problems.add(e.problem());
      kinds = new Channels(clock, ZoneId.systemDefault(), Version.text(), Map.of());
    }
    return channels(settings, kinds, warnings, problems);
  }

  private static List<Channel> channels(
      Settings settings, Channels kinds, List<String> warnings, List<String> problems) {
    List<Channel> channels = new ArrayList<>();
    Settings.NotifyMyAndroid android = settings.notifyMyAndroid();
    if (android.keys().isPresent() && android.url().isPresent()) {
      add(
          channels,
          "ANDROID_PUSH_API_KEY",
          () -> kinds.notifyMyAndroid(android.url().get(), android.keys().get()),
          problems);
    }
    Settings.Pushover pushover = settings.pushover();
    if (pushover.user().isPresent() && pushover.app().isPresent()) {
      add(
          channels,
          "PUSH_USER_KEY, PUSH_APP_KEY",
          () ->
              kinds.pushover(
                  pushover.url(), pushover.user().get(), pushover.app().get(), pushover.priority()),
          problems);
    }
    Channels.Parsed parsed = kinds.parse(settings.notifyUrls(), channels);
    parsed.warnings().forEach(warning -> warnings.add("NOTIFY_URLS: " + warning));
    parsed.problems().forEach(problem -> problems.add("NOTIFY_URLS: " + problem));
    channels.addAll(parsed.channels());
    return channels;
  }

  private static Optional<ServerCertificate> certificate(Settings.Tls tls, List<String> problems) {
    try {
      return Optional.of(ServerCertificate.read(tls.certificate(), tls.privateKey()));
    } catch (GeneralSecurityException e) {
      problems.add("TLS_CERTIFICATE, TLS_PRIVATE_KEY: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void add(
      List<Channel> channels, String keys, Supplier<Channel> maker, List<String> problems) {
    try {
      channels.add(maker.get());
    } catch (ChannelUrlException e) {
      problems.add(keys + ": " + e.problem());
    }
  }

  private static Optional<Token> makeTokenList(Path file, List<String> problems) {
    try {
      return Optional.of(FirstTokenList.write(file));
    } catch (IOException e) {
      problems.add(file + ": a first token list cannot be written: the directory must be writable");
      return Optional.empty();
    }
  }
}
