package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The dyndns2 protocol (Dyn's Remote Access API), which most routers speak: {@code /nic/update} and
 * its aliases.
 *
 * <p>Never an error with status 200, which some clients take for success, and never 429 or {@code
 * abuse} for a valid token, which make others exit for good.
 */
public final class DynDns2 implements Endpoint {
  /** The paths that this endpoint answers. */
  static final List<String> PATHS =
      List.of(
          "/nic/update",
          "/nic/dyndns",
          "/nic",
          "/v2/update",
          "/v3/update",
          "/dyndns/update",
          "/ph/update");

  private static final int MOST_HOST_NAMES = 20;
  private static final Map<String, String> CHALLENGE =
      Map.of("WWW-Authenticate", "Basic realm=\"Scrappy DDNS\", charset=\"UTF-8\"");

  private final Admission admission;
  private final CheckInDesk desk;
  private final HostNames hostNames;

  public DynDns2(Admission admission, CheckInDesk desk, HostNames hostNames) {
    this.admission = admission;
    this.desk = desk;
    this.hostNames = hostNames;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Parameters parameters = Parameters.of(request);
    List<String> candidates = Credentials.of(request, parameters).candidates();
    Optional<Network> network = admission.network(candidates);
    if (network.isEmpty()) {
      // A client that sends nothing waits for the challenge: it has guessed nothing.
      Duration delay = candidates.isEmpty() ? Duration.ZERO : admission.refuse(request);
      return done(new Response(401, "badauth\n", CHALLENGE, delay));
    }
    List<String> asked = HostNames.asked(parameters);
    if (asked.size() > MOST_HOST_NAMES) {
      admission.note(request, network.get(), "it names too many hosts at once");
      return done(Response.text(400, "numhost\n"));
    }
    if (!hostNames.answers(network.get().name(), asked)) {
      admission.note(
          request, network.get(), "HOST_NAMES does not give its network the host that it names");
      return done(Response.text(404, "nohost\n"));
    }
    return desk.checkIn(Dialect.DYNDNS2, network.get(), request, parameters)
        .thenApply(
            verdict ->
                switch (verdict.kind()) {
                  case NEWS, NO_NEWS -> stored(verdict, asked);
                  case BAD_ADDRESS -> Response.text(verdict.status(), "badip\n");
                  case OUR_FAULT -> Response.OUR_FAULT;
                });
  }

  /**
   * One line for each host name, in their order: otherwise ddclient takes the others for failed.
   */
  static Response stored(Verdict verdict, List<String> asked) {
    String word = verdict.kind() == Verdict.Kind.NEWS ? "good " : "nochg ";
    String line = word + verdict.spelled() + "\n";
    return Response.text(200, line.repeat(Math.max(1, Math.min(asked.size(), MOST_HOST_NAMES))));
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
