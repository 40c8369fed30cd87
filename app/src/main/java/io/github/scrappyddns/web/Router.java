package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Finds the endpoint of a path. A path without its own endpoint is a check-in or unknown. */
public final class Router implements Endpoint {
  /**
   * First words of paths that the service uses or may use one day, in lower case: not allowed as
   * tokens. They are reserved from the first version on, so that no token of today gets in the way
   * of a later one.
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

  private static final int LONGEST_LATE_WORD = "/healthz".length();
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT");
  private static final String API = "/api";
  private static final Response NOT_ALLOWED =
      new Response(
          405, "Method Not Allowed\n", Map.of("Allow", "GET, HEAD, POST, PUT"), Duration.ZERO);

  /**
   * What operators and their programs ask.
   *
   * @param health answers {@code /health}
   * @param alive answers {@code /healthz}
   * @param ready answers {@code /readyz}
   * @param metrics answers {@code /metrics}
   * @param badges gives the badge of a path below {@code /badge/}, or nothing where there is none
   */
  public record Operation(
      Endpoint health,
      Endpoint alive,
      Endpoint ready,
      Endpoint metrics,
      Function<Request, CompletableFuture<Optional<Response>>> badges) {}

  private final Admission admission;
  private final Map<String, Endpoint> byPath = new HashMap<>();
  private final Map<String, Endpoint> byLateWord = new HashMap<>();
  private final Endpoint duckDns;
  private final Endpoint freeDns;
  private final Endpoint checkIn;
  private final Endpoint dashboard;
  private final Endpoint api;
  private final Endpoint badge;

  /**
   * All endpoints, made from the two parts that every dialect shares.
   *
   * @param operation what operators and their programs ask
   * @param dashboard answers {@code /} and all that belongs to the pages
   * @param api answers what programs ask and order
   */
  public Router(
      Admission admission,
      CheckInDesk desk,
      HostNames hostNames,
      Operation operation,
      Endpoint dashboard,
      Endpoint api) {
    this.dashboard = dashboard;
    this.api = api;
    this.admission = admission;
    checkIn = new CheckInEndpoint(admission, desk);
    duckDns = new DuckDns(admission, desk);
    freeDns = new FreeDns(admission, desk);
    badge = new BadgeEndpoint(operation.badges(), checkIn);
    Endpoint dynDns2 = new DynDns2(admission, desk, hostNames);
    DynDns2.PATHS.forEach(path -> byPath.put(path, dynDns2));
    byPath.put(DuckDns.PATH, duckDns);
    byPath.put(FreeDns.FIRST, freeDns);
    Endpoint plain = new AddressEcho(desk, false);
    byPath.put("/myip", plain);
    byPath.put("/ip", plain);
    Endpoint page = new AddressEcho(desk, true);
    byPath.put("/checkip", page);
    byPath.put("/checkip.html", page);
    byPath.put("/health", operation.health());
    byPath.put("/metrics", operation.metrics());
    byLateWord.put("healthz", operation.alive());
    byLateWord.put("readyz", operation.ready());
    byPath.put(API, api);
    byPath.put("/", dashboard);
    byPath.put("/dashboard", dashboard);
    byPath.put("/login", dashboard);
    byPath.put("/logout", dashboard);
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    if (!isKnown(request)) {
      return CompletableFuture.completedFuture(notAllowed(request));
    }
    return endpoint(request.path()).handle(request);
  }

  @Override
  public Optional<Response> refuse(Request head) {
    return isKnown(head) ? endpoint(head.path()).refuse(head) : Optional.of(notAllowed(head));
  }

  @Override
  public CompletableFuture<Integer> room(Request head) {
    return endpoint(head.path()).room(head);
  }

  @Override
  public Response tooLarge(Request head) {
    return endpoint(head.path()).tooLarge(head);
  }

  /** The API knows more methods, and says itself what it knows. */
  private static boolean isKnown(Request request) {
    return METHODS.contains(request.method())
        || request.path().equals(API)
        || request.path().startsWith(API + "/");
  }

  private Response notAllowed(Request request) {
    admission.note(request, "its method is none that updates with (405 Method Not Allowed)");
    return NOT_ALLOWED;
  }

  private Endpoint endpoint(String path) {
    Endpoint exact = byPath.get(path);
    if (exact != null) {
      return exact;
    }
    if (path.startsWith(DuckDns.PATH + "/")) {
      return duckDns;
    }
    if (path.startsWith("/dashboard/") || path.startsWith("/assets/")) {
      return dashboard;
    }
    if (path.startsWith(API + "/")) {
      return api;
    }
    if (path.startsWith(BadgeEndpoint.BELOW)) {
      return badge;
    }
    return path.startsWith(FreeDns.SECOND) ? freeDns : checkInOrLateWord(path);
  }

  /** A token that was there before such a word keeps its way. */
  private Endpoint checkInOrLateWord(String path) {
    // Shorter than any good token, so that check-ins are not looked up here.
    if (path.length() > LONGEST_LATE_WORD) {
      return checkIn;
    }
    Endpoint late = byLateWord.get(path.substring(1));
    return late == null || admission.network(path.substring(1)).isPresent() ? checkIn : late;
  }
}
