package io.github.scrappyddns.config;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.words.Language;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator set, read and checked. Immutable; printing it shows no secret.
 *
 * @param tokenListConfigured whether the operator named the token list; otherwise a missing one is
 *     made
 * @param stateDirectory durable state, and the Python edition's cache files
 * @param notifyUrls channels as Apprise URLs, as typed
 * @param history how long events are kept
 * @param hostNames in lower case and in the order of the setting, by the name of the network that
 *     answers to no other
 * @param adminPassword the dashboard's password, or a hash of it
 * @param signInHeader where a trusted proxy names the user that it has signed in
 * @param secretKeyFile the key with which the dashboard locks up what is secret
 * @param metricsToken what a caller of {@code /metrics} must send; empty where only this machine
 *     may call it
 * @param heartbeatUrl whom to call as long as all is well; its path and query are secret
 * @param pushHosts further push services of browsers that may be called, in lower case: names, and
 *     servers with scheme and port
 * @param language of alerts, and of pages for browsers that ask for none that there is
 * @param inForce every setting as it is in force, in the order of {@link Setting}, secrets masked
 * @param warnings what works, but deserves a look
 * @param problems why the service must not start; the keys they name have their default values
 */
public record Settings(
    Path tokenListFile,
    boolean tokenListConfigured,
    Path stateDirectory,
    String databaseUrl,
    Level logLevel,
    Optional<Path> logFile,
    NotifyMyAndroid notifyMyAndroid,
    Pushover pushover,
    List<String> notifyUrls,
    Duration alertInterval,
    Duration history,
    Proxies proxies,
    int ipv6PrefixLength,
    Map<String, Set<String>> hostNames,
    SilentAfter silentAfter,
    Optional<URI> publicUrl,
    Optional<Tls> tls,
    Optional<Acme> acme,
    Optional<String> adminPassword,
    Optional<String> signInHeader,
    Path secretKeyFile,
    Optional<String> metricsToken,
    Optional<URI> heartbeatUrl,
    List<String> pushHosts,
    Language language,
    List<InForce> inForce,
    List<Path> files,
    List<String> warnings,
    List<String> problems) {

  /** How much is logged. */
  public enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }

  /** The 2015 edition's keys; without a URL there is no server left that takes them. */
  public record NotifyMyAndroid(Optional<String> keys, Optional<URI> url) {
    /** The keys are secrets. */
    @Override
    public String toString() {
      return "NotifyMyAndroid[***]";
    }
  }

  /** The later edition's keys. */
  public record Pushover(Optional<String> user, Optional<String> app, int priority, URI url) {
    /** The keys are secrets. */
    @Override
    public String toString() {
      return "Pushover[***]";
    }
  }

  /** Which proxies in front are trusted; at most one of the two is set. */
  public record Proxies(int count, List<Cidr> trusted) {}

  /**
   * After how long without a check-in a network is silent.
   *
   * @param all what counts for a network that is not named; empty where only named ones are watched
   * @param named by the name of the network
   */
  public record SilentAfter(Optional<Duration> all, Map<String, Duration> named) {}

  /**
   * TLS, if it is set up.
   *
   * @param certificate a PEM file, with the chain
   * @param privateKey a PEM file
   * @param plainPort where the same service listens in clear text beside it
   */
  public record Tls(Path certificate, Path privateKey, Optional<Integer> plainPort) {}

  /**
   * TLS with a certificate that the service gets by itself; then there is no {@link Tls}.
   *
   * @param names host names in lower case, as DNS knows them; at least one
   * @param directory of the certificate authority
   * @param contact a mail address for the authority
   * @param authority a PEM file with what vouches for the authority's own server
   * @param plainPort where the same service listens in clear text beside it
   */
  public record Acme(
      List<String> names,
      URI directory,
      Optional<String> contact,
      Optional<Path> authority,
      Optional<Integer> plainPort) {}

  /** Whether its port speaks TLS. */
  public boolean speaksTls() {
    return tls.isPresent() || acme.isPresent();
  }

  /**
   * One setting as it may be shown.
   *
   * @param value as one would write it; three asterisks for a secret, empty where there is none
   * @param from where it was set; empty for a default
   */
  public record InForce(String key, String value, String from) {}

  @Override
  public String toString() {
    return "Settings[" + problems.size() + " problems]";
  }
}
