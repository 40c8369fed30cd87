package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.util.ArrayList;
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
    InPath inPath = InPath.of(request.path());
    Request asked = inPath.address().isEmpty() ? request : declaring(inPath.address(), request);
    Parameters parameters = Parameters.of(asked);
    List<String> candidates = new ArrayList<>(inPath.candidates());
    candidates.addAll(Credentials.of(asked, parameters).candidates());
    Optional<Network> network = admission.network(candidates);
    if (network.isEmpty()) {
      return CompletableFuture.completedFuture(unknown(request));
    }
    boolean clear = parameters.first("clear").orElse("").equalsIgnoreCase("true");
    if (clear || parameters.first("txt").isPresent()) {
      // There is no DNS here to put it into, and the caller did not ask for an update.
      admission.note(request, network.get(), "it asks for a record of DNS, and there is none here");
      return CompletableFuture.completedFuture(Response.text(400, KO));
    }
    boolean verbose = isVerbose(parameters);
    return desk.checkIn(network.get(), asked, parameters)
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
    List<String> candidates = new ArrayList<>(InPath.of(head.path()).candidates());
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    candidates.addAll(Credentials.of(head, Parameters.of(head)).candidates());
    return admission.network(candidates).isPresent()
        ? Optional.empty()
        : Optional.of(unknown(head));
  }

  private Response unknown(Request request) {
    return Response.text(401, KO).after(admission.refuse(request));
  }

  /**
   * What the path says.
   *
   * @param candidates texts that may be the token; the label before it may be missing
   * @param address what follows the token; empty if nothing does
   */
  private record InPath(List<String> candidates, String address) {
    static InPath of(String path) {
      if (path.length() <= PATH.length()) {
        return new InPath(List.of(), "");
      }
      List<String> parts = new ArrayList<>();
      for (String part : path.substring(PATH.length() + 1).split("/", -1)) {
        parts.add(PercentEncoding.decodeLeniently(part));
      }
      if (parts.size() > 1 && PublicAddress.parse(parts.get(1)).isPresent()) {
        return new InPath(parts.subList(0, 1), parts.get(1));
      }
      List<String> candidates =
          parts.size() > 1 ? List.of(parts.get(1), parts.get(0)) : List.of(parts.get(0));
      return new InPath(candidates, parts.size() > 2 ? parts.get(2) : "");
    }
  }

  private static Request declaring(String address, Request request) {
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
