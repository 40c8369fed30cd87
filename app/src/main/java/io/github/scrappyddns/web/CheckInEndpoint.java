package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.checkin.Sighting;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check-in: {@code /<token>}, with the address of the caller or the one it declares in {@code
 * ip_address}. Every path that is no other endpoint's ends here, so that an unknown token and an
 * unknown path are answered by the same steps.
 */
public final class CheckInEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(CheckInEndpoint.class);

  private static final Response OK = Response.text(200, "OK");
  private static final Response NOT_FOUND = Response.text(404, "Not Found\n");
  private static final Response OUR_FAULT = Response.text(503, "911\n");
  private static final CompletableFuture<Response> ANSWERED_OK =
      CompletableFuture.completedFuture(OK);
  private static final int SHOWN = 60;
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7e]");
  private static final Pattern LONG_WORD = Pattern.compile("[\\w~-]{12,}");

  private final Networks networks;
  private final ChangeDetector detector;
  private final ProxyRule proxies;
  private final WrongTokens wrongTokens;
  private final HourlyLog misconfigurations;

  public CheckInEndpoint(
      Networks networks,
      ChangeDetector detector,
      ProxyRule proxies,
      WrongTokens wrongTokens,
      HourlyLog misconfigurations) {
    this.networks = networks;
    this.detector = detector;
    this.proxies = proxies;
    this.wrongTokens = wrongTokens;
    this.misconfigurations = misconfigurations;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Optional<Network> network = token(request.path()).flatMap(networks::find);
    if (network.isEmpty()) {
      PublicAddress caller = proxies.caller(request).address().orElse(request.peer());
      return done(NOT_FOUND.after(wrongTokens.count(caller)));
    }
    Optional<String> declared =
        request.query().isEmpty()
            ? Optional.empty()
            : new QueryString(request.query()).first("ip_address").map(String::strip);
    if (declared.isEmpty() || declared.get().isEmpty()) {
      return observed(network.get(), request);
    }
    return declared(network.get(), declared.get(), request);
  }

  private static Optional<Token> token(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return end <= 1
        ? Optional.empty()
        : Token.parse(PercentEncoding.decoded(path.substring(1, end)));
  }

  private CompletableFuture<Response> observed(Network network, Request request) {
    Caller caller = proxies.caller(request);
    if (caller.address().isEmpty()) {
      misconfigurations.error(caller.misconfiguration());
      return done(OUR_FAULT);
    }
    return checkIn(network, new Sighting(caller.address().get(), false));
  }

  private CompletableFuture<Response> declared(Network network, String text, Request request) {
    Optional<PublicAddress> address = PublicAddress.parse(text);
    if (address.isEmpty()) {
      LOG.warn("{} declared something that is no IP address: {}", network.name(), shown(text));
      return done(Response.text(400, "badip: ip_address is no IPv4 or IPv6 address\n"));
    }
    Scope scope = Scope.of(address.get());
    if (scope == Scope.UNSPECIFIED) {
      return observed(network, request);
    }
    if (!scope.accepted()) {
      LOG.warn("{} declared {}: {}", network.name(), address.get(), scope.description());
      return done(Response.text(400, "badip: ip_address is " + scope.description() + "\n"));
    }
    return checkIn(network, new Sighting(address.get(), true));
  }

  private CompletableFuture<Response> checkIn(Network network, Sighting sighting) {
    CompletableFuture<CheckInResult> result =
        detector.checkIn(new CheckIn(network, List.of(sighting)));
    if (result.isDone() && !result.isCompletedExceptionally()) {
      return ANSWERED_OK;
    }
    return result.handle((changed, failure) -> failure == null ? OK : OUR_FAULT);
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  /** Foreign text as far as a log may hold it: one line, and nothing as long as a token. */
  private static String shown(String text) {
    String ascii = NOT_ASCII.matcher(text).replaceAll("?");
    String masked = LONG_WORD.matcher(ascii).replaceAll("***");
    return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "...";
  }
}
