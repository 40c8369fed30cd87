package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Badges. A path that is none goes on as any other does, so that a wrong code is answered as a
 * wrong token is, and a token that is called {@code badge} keeps its way.
 */
final class BadgeEndpoint implements Endpoint {
  static final String BELOW = "/badge/";

  private final Function<Request, CompletableFuture<Optional<Response>>> badges;
  private final Endpoint others;

  BadgeEndpoint(Function<Request, CompletableFuture<Optional<Response>>> badges, Endpoint others) {
    this.badges = badges;
    this.others = others;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    return badges
        .apply(request)
        .thenCompose(
            found ->
                found
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> others.handle(request)));
  }

  /** A badge is asked for without a body. */
  @Override
  public Optional<Response> refuse(Request head) {
    return head.method().equals("GET") || head.method().equals("HEAD")
        ? Optional.empty()
        : others.refuse(head);
  }
}
