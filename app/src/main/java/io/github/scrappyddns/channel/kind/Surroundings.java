package io.github.scrappyddns.channel.kind;

import io.github.scrappyddns.channel.http.AnyCertificate;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What channels are given to reach the world. All that trust alike share one HTTP client, and all
 * of them the threads.
 */
public final class Surroundings {
  private final Manner manner;
  private final UnaryOperator<URI> services;
  private final PushThreads threads;
  private final Secrets secrets;
  private final Supplier<HttpSender> shared;
  private final Optional<ApplicationServer> applicationServer;
  private @Nullable HttpSender first;
  private @Nullable Surroundings trusting;

  /**
   * Surroundings of their own.
   *
   * @param manner of every call
   * @param services where a service of the Internet is reached, from its own address: a test puts
   *     its own server there
   */
  public Surroundings(Manner manner, UnaryOperator<URI> services) {
    this(manner, services, new PushThreads());
  }

  private Surroundings(Manner manner, UnaryOperator<URI> services, PushThreads threads) {
    this.manner = manner;
    this.services = services;
    this.threads = threads;
    this.secrets = Secrets.NONE;
    this.shared = this::shared;
    this.applicationServer = Optional.empty();
  }

  private Surroundings(
      Surroundings all, Secrets secrets, Optional<ApplicationServer> applicationServer) {
    this.manner = all.manner;
    this.services = all.services;
    this.threads = all.threads;
    this.secrets = secrets;
    this.shared = all.shared;
    this.applicationServer = applicationServer;
  }

  /** The same for a channel with these secrets: no reason that it gives repeats them. */
  public Surroundings hiding(Secrets own) {
    return new Surroundings(this, own, applicationServer);
  }

  /** The same for channels that reach browsers, too. */
  public Surroundings withBrowsers(ApplicationServer server) {
    return new Surroundings(this, secrets, Optional.of(server));
  }

  /** What we are to push services; empty where no browser has subscribed to this server. */
  public Optional<ApplicationServer> applicationServer() {
    return applicationServer;
  }

  public Manner manner() {
    return manner;
  }

  public PushThreads threads() {
    return threads;
  }

  /** A sender of one's own. */
  public HttpSender sender() {
    return shared.get().sibling(secrets);
  }

  private synchronized HttpSender shared() {
    HttpSender known = first;
    if (known == null) {
      known = new HttpSender(manner, threads);
      first = known;
    }
    return known;
  }

  private synchronized Surroundings trusting() {
    Surroundings known = trusting;
    if (known == null) {
      known = new Surroundings(manner.trusting(AnyCertificate::context), services, threads);
      trusting = known;
    }
    return known;
  }

  /**
   * The surroundings for this URL, whose secrets stay hidden: with {@code verify=no}, any server is
   * trusted.
   *
   * @throws ChannelUrlException if that would trust anyone on the way to a public host
   */
  public Surroundings of(ChannelUrl url) {
    ChannelQuery query = url.query();
    boolean verify =
        query.option("verify").map(value -> Flags.parse("verify", value)).orElse(true)
            && !query
                .option("disabletlsverification")
                .map(value -> Flags.parse("disabletlsverification", value))
                .orElse(false);
    if (verify) {
      return hiding(url.hidden());
    }
    if (!ServerAddress.isLocal(url.host())) {
      throw new ChannelUrlException("verify=no is only for servers on your own networks");
    }
    return trusting().hiding(url.hidden());
  }

  public InstantSource clock() {
    return manner.clock();
  }

  public URI service(String address) {
    return services.apply(URI.create(address));
  }
}
