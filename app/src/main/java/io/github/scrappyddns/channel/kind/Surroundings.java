package io.github.scrappyddns.channel.kind;

import io.github.scrappyddns.channel.http.AnyCertificate;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What channels use to reach the world.
 *
 * @param manner of every call
 * @param services where a service of the Internet is reached, from its own address: a test puts its
 *     own server there
 */
public record Surroundings(HttpSender.Manner manner, UnaryOperator<URI> services) {

  /** A new sender. */
  public HttpSender sender() {
    return new HttpSender(manner);
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
    return new Surroundings(manner.trusting(AnyCertificate::context), services);
  }

  public InstantSource clock() {
    return manner.clock();
  }

  public URI service(String address) {
    return services.apply(URI.create(address));
  }
}
