package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Says whether the service can keep its promises: {@code ok}, or with status 503 which part is
 * broken. What the operator should look at meanwhile follows as warnings, a line each.
 */
public final class HealthEndpoint implements Endpoint {
  private final Supplier<Optional<String>> storageTrouble;
  private final Supplier<List<String>> otherTrouble;
  private final Supplier<List<String>> warnings;

  /**
   * @param storageTrouble why nothing can be stored; empty while it can
   */
  public HealthEndpoint(Supplier<Optional<String>> storageTrouble) {
    this(storageTrouble, List::of, List::of);
  }

  /**
   * @param storageTrouble why nothing can be stored; empty while it can
   * @param otherTrouble what else is broken, as the name of a part, a colon and why
   * @param warnings what is not as it should be, though every promise is kept
   */
  public HealthEndpoint(
      Supplier<Optional<String>> storageTrouble,
      Supplier<List<String>> otherTrouble,
      Supplier<List<String>> warnings) {
    this.storageTrouble = storageTrouble;
    this.otherTrouble = otherTrouble;
    this.warnings = warnings;
  }

  /** Answers {@code ok} while the process answers anything: whoever asks restarts it otherwise. */
  public static CompletableFuture<Response> alive(Request request) {
    return CompletableFuture.completedFuture(Response.text(200, "ok\n"));
  }

  /** The same without warnings: whether calls should be sent here. */
  public CompletableFuture<Response> ready(Request request) {
    List<String> lines = broken();
    return CompletableFuture.completedFuture(
        lines.isEmpty()
            ? Response.text(200, "ok\n")
            : Response.text(503, String.join("\n", lines) + "\n"));
  }

  private List<String> broken() {
    List<String> lines = new ArrayList<>();
    storageTrouble.get().ifPresent(trouble -> lines.add("storage: " + trouble));
    lines.addAll(otherTrouble.get());
    return lines;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    List<String> lines = broken();
    int status = lines.isEmpty() ? 200 : 503;
    if (lines.isEmpty()) {
      lines.add("ok");
    }
    warnings.get().forEach(warning -> lines.add("warning: " + warning));
    return CompletableFuture.completedFuture(
        Response.text(status, String.join("\n", lines) + "\n"));
  }
}
