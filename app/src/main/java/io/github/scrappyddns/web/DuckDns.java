package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * DuckDNS' dialect: {@code /update?domains=…&token=…} and {@code /update/<label>/<token>[/<ip>]}.
 *
 * <p>Its {@code KO} comes with an error status here: clients that look only at the status would
 * take DuckDNS' 200 for success, and those that know the word read it.
 */
public final class DuckDns implements Endpoint {
  static final String PATH = "/update";

  private static final String KO = "KO";

  private final Admission admission;
  private final CheckInDesk desk;

  public DuckDns(Admission admission, CheckInDesk desk) {
    this.admission = admission;
    this.desk = desk;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Request asked = request.path().startsWith(PATH + "/") ? unfolded(request) : request;
    Parameters parameters = Parameters.of(asked);
    Optional<Network> network = parameters.first("token").flatMap(admission::network);
    if (network.isEmpty()) {
      return CompletableFuture.completedFuture(unknown(request));
    }
    boolean clear = parameters.first("clear").orElse("").equalsIgnoreCase("true");
    if (clear || parameters.first("txt").isPresent()) {
      // There is no DNS here to put it into, and the caller did not ask for an update.
      return CompletableFuture.completedFuture(Response.text(400, KO));
    }
    boolean verbose = parameters.first("verbose").orElse("").equalsIgnoreCase("true");
    return desk.checkIn(network.get(), asked, parameters)
        .thenApply(
            verdict ->
                switch (verdict.kind()) {
                  case NEWS, NO_NEWS -> Response.text(200, verbose ? told(verdict) : "OK");
                  case BAD_ADDRESS -> Response.text(400, KO);
                  case OUR_FAULT -> Response.text(503, KO);
                });
  }

  @Override
  public Optional<Response> refuse(Request head) {
    if (!head.path().startsWith(PATH + "/")) {
      return Optional.empty();
    }
    Optional<String> token = Parameters.of(unfolded(head)).first("token");
    return token.flatMap(admission::network).isPresent()
        ? Optional.empty()
        : Optional.of(unknown(head));
  }

  private Response unknown(Request request) {
    return Response.text(401, KO).after(admission.refuse(request));
  }

  /** The path form as the query form. */
  private static Request unfolded(Request request) {
    List<String> parts = List.of(request.path().substring(PATH.length() + 1).split("/", -1));
    String token = parts.size() > 1 ? parts.get(1) : "";
    String address = parts.size() > 2 && !parts.get(2).isEmpty() ? "&ip=" + parts.get(2) : "";
    String query = "domains=" + parts.get(0) + "&token=" + token + address;
    return new Request(
        request.method(),
        PATH,
        request.query().isEmpty() ? query : query + "&" + request.query(),
        request.peer(),
        request.headers(),
        request.body());
  }

  private static String told(Verdict verdict) {
    return "OK\n"
        + of(verdict, Family.IPV4)
        + "\n"
        + of(verdict, Family.IPV6)
        + "\n"
        + (verdict.kind() == Verdict.Kind.NEWS ? "UPDATED" : "NOCHANGE");
  }

  private static String of(Verdict verdict, Family family) {
    return verdict.addresses().stream()
        .filter(address -> address.family() == family)
        .map(PublicAddress::toString)
        .findFirst()
        .orElse("");
  }
}
