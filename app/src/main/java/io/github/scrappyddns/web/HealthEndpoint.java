package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Says whether the service can keep its promises: {@code ok}, or which part is broken. */
public final class HealthEndpoint implements Endpoint {
  private final Supplier<Optional<String>> storageTrouble;

  /**
   * @param storageTrouble why nothing can be stored; empty while it can
   */
  public HealthEndpoint(Supplier<Optional<String>> storageTrouble) {
    this.storageTrouble = storageTrouble;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    return CompletableFuture.completedFuture(
        storageTrouble
            .get()
            .map(trouble -> Response.text(503, "storage: " + trouble + "\n"))
            .orElseGet(() -> Response.text(200, "ok\n")));
  }
}
