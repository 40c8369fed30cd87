package io.github.scrappyddns.web;

import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * FreeDNS' two dialects: {@code /dynamic/update.php?<token>[&address=…]} and {@code
 * /u/<token>/[?address=…]}, answered in its own words.
 */
public final class FreeDns implements Endpoint {
  static final String FIRST = "/dynamic/update.php";
  static final String SECOND = "/u/";

  private final Admission admission;
  private final CheckInDesk desk;

  public FreeDns(Admission admission, CheckInDesk desk) {
    this.admission = admission;
    this.desk = desk;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Parameters parameters = Parameters.of(request);
    Optional<Network> network = admission.network(token(request.path(), parameters));
    if (network.isEmpty()) {
      return CompletableFuture.completedFuture(unknown(request));
    }
    return desk.checkIn(network.get(), request, parameters)
        .thenApply(
            verdict ->
                switch (verdict.kind()) {
                  case NEWS -> Response.text(200, "Updated host to " + verdict.spelled() + "\n");
                  case NO_NEWS ->
                      Response.text(
                          200, "ERROR: Address " + verdict.spelled() + " has not changed.\n");
                  case BAD_ADDRESS -> Response.text(400, "ERROR: " + verdict.reason() + "\n");
                  case OUR_FAULT -> Response.text(503, "ERROR: try again later\n");
                });
  }

  @Override
  public Optional<Response> refuse(Request head) {
    boolean inPath = head.path().startsWith(SECOND);
    return !inPath || admission.network(token(head.path())).isPresent()
        ? Optional.empty()
        : Optional.of(unknown(head));
  }

  private Response unknown(Request request) {
    return Response.text(404, "ERROR: unknown token\n").after(admission.refuse(request));
  }

  private static String token(String path, Parameters parameters) {
    return path.startsWith(SECOND) ? token(path) : parameters.bare();
  }

  private static String token(String path) {
    String rest = path.substring(SECOND.length());
    return PercentEncoding.decodeLeniently(
        rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
  }
}
