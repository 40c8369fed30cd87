package io.github.scrappyddns.web;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Finds the endpoint of a path. What is no endpoint's path is a check-in's, or nothing. */
public final class Router implements Endpoint {
  /**
   * First words of paths that are, or may become, the service's own, in lower case: no tokens. They
   * are all set aside from the first version on, so that no token of today stops a later one.
   */
  public static final Set<String> RESERVED =
      Set.of(
          ".well-known",
          "admin",
          "api",
          "assets",
          "checkip",
          "checkip.html",
          "dashboard",
          "dyndns",
          "dynamic",
          "favicon.ico",
          "health",
          "ip",
          "login",
          "logout",
          "manifest.webmanifest",
          "metrics",
          "myip",
          "nic",
          "ph",
          "robots.txt",
          "sw.js",
          "u",
          "update",
          "v1",
          "v2",
          "v3");

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT");
  private static final CompletableFuture<Response> NOT_ALLOWED =
      CompletableFuture.completedFuture(
          new Response(
              405, "Method Not Allowed\n", Map.of("Allow", "GET, HEAD, POST, PUT"), Duration.ZERO));

  private final Endpoint health;
  private final Endpoint checkIn;

  public Router(Endpoint health, Endpoint checkIn) {
    this.health = health;
    this.checkIn = checkIn;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    if (!METHODS.contains(request.method())) {
      return NOT_ALLOWED;
    }
    return request.path().equals("/health") ? health.handle(request) : checkIn.handle(request);
  }
}
