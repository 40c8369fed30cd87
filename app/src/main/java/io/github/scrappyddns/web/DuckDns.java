package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.util.Arrays;
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
    List<String> parts = parts(request.path());
    Optional<Network> labelled = networkAt(1, parts);
    Optional<Network> inPath = labelled.or(() -> networkAt(0, parts));
    // What may be a wrong token is none of the addresses.
    int after = labelled.isEmpty() && inPath.isPresent() ? 1 : 2;
    Request asked = declaring(addresses(parts, after), request);
    Parameters parameters = Parameters.of(asked);
    Optional<Network> network = inPath.or(() -> credited(asked, parameters));
    if (network.isEmpty()) {
      return CompletableFuture.completedFuture(unknown(request));
    }
    boolean clear = parameters.first("clear").orElse("").equalsIgnoreCase("true");
    if (clear || !parameters.first("txt").orElse("").isEmpty()) {
      // There is no DNS here to put it into, and the caller did not ask for an update.
      admission.note(request, network.get(), "it asks for a record of DNS, and there is none here");
      return CompletableFuture.completedFuture(Response.text(400, KO));
    }
    boolean verbose = isVerbose(parameters);
    return desk.checkIn(Dialect.DUCKDNS, network.get(), asked, parameters)
        .thenApply(
            verdict ->
                switch (verdict.kind()) {
                  case NEWS, NO_NEWS -> Response.text(200, verbose ? told(verdict) : "OK");
                  case BAD_ADDRESS, OUR_FAULT -> Response.text(verdict.status(), KO);
                });
  }

  /** DuckDNS is whenever the word is there, whatever it says of it. */
  private static boolean isVerbose(Parameters parameters) {
    return parameters.get("verbose") != null
        || parameters.bare().stream().anyMatch("verbose"::equalsIgnoreCase);
  }

  /** Only the path form says enough without a body. */
  @Override
  public Optional<Response> refuse(Request head) {
    List<String> parts = parts(head.path());
    return parts.isEmpty()
            || networkAt(1, parts)
                .or(() -> networkAt(0, parts))
                .or(() -> credited(head, Parameters.of(head)))
                .isPresent()
        ? Optional.empty()
        : Optional.of(unknown(head));
  }

  private Optional<Network> networkAt(int index, List<String> parts) {
    return index < parts.size() ? admission.network(parts.get(index)) : Optional.empty();
  }

  private Optional<Network> credited(Request request, Parameters parameters) {
    return admission.network(Credentials.of(request, parameters).candidates());
  }

  private Response unknown(Request request) {
    return Response.text(401, KO).after(admission.refuse(request));
  }

  /**
   * What the path says after its first word: a label, which may be missing, the token, the rest.
   */
  private static List<String> parts(String path) {
    return path.length() <= PATH.length()
        ? List.of()
        : Arrays.stream(path.substring(PATH.length() + 1).split("/", -1))
            .map(PercentEncoding::decodeLeniently)
            .toList();
  }

  /** The addresses behind the token, as one list; a number among them is the length of a prefix. */
  private static String addresses(List<String> parts, int first) {
    StringBuilder rest = new StringBuilder();
    for (String part : parts.subList(Math.min(first, parts.size()), parts.size())) {
      boolean length = !rest.isEmpty() && part.matches("[0-9]{1,3}");
      rest.append(rest.isEmpty() ? "" : length ? "/" : ",").append(part);
    }
    return rest.toString();
  }

  private static Request declaring(String address, Request request) {
    if (address.isEmpty()) {
      return request;
    }
    String query = "ip=" + PercentEncoding.encode(address);
    return new Request(
        request.method(),
        request.path(),
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
