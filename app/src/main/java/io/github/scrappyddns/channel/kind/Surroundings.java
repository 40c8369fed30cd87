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
import java.net.URI;
import java.time.InstantSource;
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
  }

  public Manner manner() {
    return manner;
  }

  public PushThreads threads() {
    return threads;
  }

  /** A sender of one's own. */
  public synchronized HttpSender sender() {
    HttpSender known = first;
    if (known == null) {
      known = new HttpSender(manner, threads);
      first = known;
    }
    return known.sibling();
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
   * The surroundings for this URL: with {@code verify=no}, any server is trusted.
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
      return this;
    }
    if (!ServerAddress.isLocal(url.host())) {
      throw new ChannelUrlException("verify=no is only for servers on your own networks");
    }
    return trusting();
  }

  public InstantSource clock() {
    return manner.clock();
  }

  public URI service(String address) {
    return services.apply(URI.create(address));
  }
}
