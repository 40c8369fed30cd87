package io.github.scrappyddns.web;

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
 * FreeDNS' two dialects, each in its own words: {@code /dynamic/update.php?<token>[&address=…]},
 * version 1, and {@code /u/<token>/[?address=…]}, version 2.
 */
public final class FreeDns implements Endpoint {
  static final String FIRST = "/dynamic/update.php";
  static final String SECOND = "/u/";

  /** FreshTomato believes an update only with the word "seconds" in it; nobody reads how many. */
  private static final String UPDATED_FIRST = "Updated host to %s in 0.001 seconds\n";

  private static final String UPDATED_SECOND = "Updated host to %s\n";

  /** Among the keys without a value; which of them is the token, only a look-up tells. */
  private static final int MOST_WORDS = 4;

  private final Admission admission;
  private final CheckInDesk desk;

  public FreeDns(Admission admission, CheckInDesk desk) {
    this.admission = admission;
    this.desk = desk;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    Parameters parameters = Parameters.of(request);
    boolean second = request.path().startsWith(SECOND);
    List<String> candidates = new ArrayList<>();
    if (second) {
      candidates.add(token(request.path()));
    } else {
      // inadyn up to 1.96 puts a comma before it.
      parameters.bare().stream()
          .limit(MOST_WORDS)
          .map(FreeDns::withoutComma)
          .forEach(candidates::add);
    }
    candidates.addAll(Credentials.of(request, parameters).candidates());
    Optional<Network> network = admission.network(candidates);
    if (network.isEmpty()) {
      return CompletableFuture.completedFuture(unknown(request));
    }
    return desk.checkIn(Dialect.FREEDNS, network.get(), request, parameters)
        .thenApply(
            verdict ->
                Response.text(
                    verdict.status(),
                    switch (verdict.kind()) {
                      case NEWS ->
                          (second ? UPDATED_SECOND : UPDATED_FIRST).formatted(verdict.spelled());
                      case NO_NEWS -> unchanged(second).formatted(verdict.spelled());
                      case BAD_ADDRESS -> "ERROR: " + verdict.reason() + "\n";
                      case OUR_FAULT -> "ERROR: try again later\n";
                    }));
  }

  private static String unchanged(boolean second) {
    return second
        ? "No IP change detected for host with IP %s, skipping update\n"
        : "ERROR: Address %s has not changed.\n";
  }

  private static String withoutComma(String text) {
    return text.startsWith(",") ? text.substring(1) : text;
  }

  @Override
  public Optional<Response> refuse(Request head) {
    if (!head.path().startsWith(SECOND)) {
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>(List.of(token(head.path())));
    candidates.addAll(Credentials.of(head, Parameters.of(head)).candidates());
    return admission.network(candidates).isPresent()
        ? Optional.empty()
        : Optional.of(unknown(head));
  }

  private Response unknown(Request request) {
    return Response.text(404, "ERROR: unknown token\n").after(admission.refuse(request));
  }

  private static String token(String path) {
    return PercentEncoding.decodeLeniently(path.substring(SECOND.length()));
  }
}
