package io.github.scrappyddns.dashboard.setup;

import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.client.Client;
import io.github.scrappyddns.client.Clients;
import io.github.scrappyddns.http.LoopbackHost;
import io.github.scrappyddns.spelling.HostNameKey;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.words.Language;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The guide of every client with the values of one network. */
public final class Setups {
  private static final String HOST_NAME = "[a-z0-9_][a-z0-9._-]*";

  /**
   * Where the service is.
   *
   * @param guessed whether nobody said so, and it is where the browser called
   */
  public record Server(URI address, boolean guessed) {
    /**
     * The address that the owner gave, or else the one that a browser called. A browser on the
     * service's own machine calls an address that leads every router to itself: the machine's
     * address in its network takes the place of that.
     *
     * @param host what the browser wrote into its Host field; anything
     * @param lanAddress of the service's machine, where it is known
     */
    public static Server of(
        Optional<URI> publicUrl,
        boolean secure,
        Optional<String> host,
        Optional<String> lanAddress) {
      if (publicUrl.isPresent()) {
        return new Server(publicUrl.get(), false);
      }
      return host.filter(name -> name.matches("[A-Za-z0-9.\\[\\]:_-]{1,255}"))
          .map(name -> lanAddress.map(lan -> LoopbackHost.renamed(name, lan)).orElse(name))
          .map(name -> (secure ? "https://" : "http://") + name)
          .flatMap(Server::address)
          .map(address -> new Server(address, true))
          .orElse(new Server(Access.EXAMPLE.server(), true));
    }

    private static Optional<URI> address(String text) {
      try {
        return Optional.of(URI.create(text)).filter(uri -> uri.getRawAuthority() != null);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  private final Map<Language, Clients> clients = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> hostNames;

  public Setups(Map<String, Set<String>> hostNames) {
    this.hostNames = hostNames;
  }

  /** The set-up of a network whose token is not known. */
  public Setup of(Language language, String network, String asked, Server server) {
    return of(language, network, asked, server, Access.EXAMPLE.token());
  }

  /**
   * The set-up of a client.
   *
   * @param asked the id of the client; anything
   */
  public Setup of(Language language, String network, String asked, Server server, String token) {
    Clients known = clients.computeIfAbsent(language, Clients::new);
    Client client = known.find(asked).orElse(known.all().get(0));
    Access access = new Access(server.address(), token, network, namesOf(network));
    return new Setup(known.all(), client, Guide.of(client.guide(access)), token, server.guessed());
  }

  private List<String> namesOf(String network) {
    String wanted = NameKey.of(network);
    return hostNames.entrySet().stream()
        .filter(entry -> NameKey.of(entry.getKey()).equals(wanted))
        .flatMap(entry -> entry.getValue().stream())
        .map(HostNameKey::of)
        .filter(name -> name.matches(HOST_NAME))
        .distinct()
        .toList();
  }
}
