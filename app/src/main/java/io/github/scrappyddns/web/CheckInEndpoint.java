package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The check-in: {@code /<token>}, with the address of the caller or the one it declares; and {@code
 * /<token>/ip}, which returns the known addresses. Every path without another endpoint ends here,
 * so that an unknown token and an unknown path take the same steps.
 */
public final class CheckInEndpoint implements Endpoint {
  private static final Response OK = Response.text(200, "OK");
  private static final Response NOT_FOUND = Response.text(404, "Not Found\n");
  private static final CompletableFuture<Response> ANSWERED_OK =
      CompletableFuture.completedFuture(OK);
  private static final String HELD = "/ip";

  private final Admission admission;
  private final CheckInDesk desk;

  public CheckInEndpoint(Admission admission, CheckInDesk desk) {
    this.admission = admission;
    this.desk = desk;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    String word = word(request.path());
    Optional<Network> network = network(word);
    if (network.isEmpty()) {
      return done(unknown(request));
    }
    if (word.endsWith(HELD)) {
      return held(network.get());
    }
    return request.query().isEmpty() && request.body().isEmpty()
        ? observed(network.get(), request)
        : declared(network.get(), request);
  }

  @Override
  public Optional<Response> refuse(Request head) {
    return network(word(head.path())).isPresent() ? Optional.empty() : Optional.of(unknown(head));
  }

  private Optional<Network> network(String word) {
    String token = word.endsWith(HELD) ? word.substring(0, word.length() - HELD.length()) : word;
    return admission.network(PercentEncoding.decodeLeniently(token).strip());
  }

  private Response unknown(Request request) {
    return NOT_FOUND.after(admission.refuse(request));
  }

  private static String word(String path) {
    return path.substring(1);
  }

  private CompletableFuture<Response> held(Network network) {
    return desk.held(network)
        .handle((held, failure) -> failure == null ? told(held) : Response.OUR_FAULT);
  }

  private static Response told(List<PublicAddress> held) {
    return Response.text(
        200, held.stream().map(address -> address + "\n").collect(Collectors.joining()));
  }

  private CompletableFuture<Response> observed(Network network, Request request) {
    Optional<PublicAddress> address = desk.caller(request).address();
    if (address.isEmpty()) {
      return done(failed());
    }
    CompletableFuture<CheckInResult> result = desk.checkIn(network, address.get());
    if (result.isDone() && !result.isCompletedExceptionally()) {
      desk.tally().count(Dialect.PLAIN, result.join());
      return ANSWERED_OK;
    }
    return result.handle((changed, failure) -> failure == null ? stored(changed) : failed());
  }

  private Response stored(CheckInResult result) {
    desk.tally().count(Dialect.PLAIN, result);
    return OK;
  }

  private Response failed() {
    desk.tally().count(Dialect.PLAIN, CheckInTally.Outcome.FAILED);
    return Response.OUR_FAULT;
  }

  private CompletableFuture<Response> declared(Network network, Request request) {
    Parameters parameters = Parameters.of(request);
    // A client that speaks dyndns2 here (ddclient's script=/TOKEN) does not understand OK.
    boolean dyndns2 = parameters.get("myip") != null || parameters.get("hostname") != null;
    return desk.checkIn(Dialect.PLAIN, network, request, parameters)
        .thenApply(
            verdict ->
                switch (verdict.kind()) {
                  case NEWS, NO_NEWS ->
                      dyndns2 ? DynDns2.stored(verdict, HostNames.asked(parameters)) : OK;
                  case BAD_ADDRESS ->
                      Response.text(verdict.status(), "badip: " + verdict.reason() + "\n");
                  case OUR_FAULT -> Response.OUR_FAULT;
                });
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
