package io.github.scrappyddns.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call and its answer. The container's thread does not wait for the answer; another of the
 * container's threads writes it, never the one that stores changes.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final HeldBack heldBack;
  private @Nullable AsyncContext suspended;

  Exchange(HttpServletRequest request, HttpServletResponse response, HeldBack heldBack) {
    this.request = request;
    this.response = response;
    this.heldBack = heldBack;
  }

  /** Releases the container's thread; the endpoint promises an answer, so there is no limit. */
  AsyncContext suspend() {
    if (suspended == null) {
      suspended = request.startAsync();
      suspended.setTimeout(0);
    }
    return suspended;
  }

  /**
   * Answers without reading the body, where the endpoint refuses the call for what comes before it;
   * whether that is so.
   */
  boolean refused(Endpoint endpoint) throws IOException {
    Optional<Response> refusal = peer().flatMap(peer -> endpoint.refuse(translated(peer, "")));
    if (refusal.isPresent()) {
      response.setHeader("Connection", "close");
      give(refusal.get());
    }
    return refusal.isPresent();
  }

  private Optional<PublicAddress> peer() {
    return Optional.ofNullable(request.getRemoteAddr()).flatMap(PublicAddress::parse);
  }

  private void give(Response ready) throws IOException {
    if (ready.delay().isZero()) {
      write(ready);
    } else {
      AsyncContext waiting = suspend();
      heldBack.give(() -> resume(waiting, ready), ready.delay());
    }
  }

  /** Has an endpoint answer, now or later. */
  void answer(Endpoint endpoint, String body) throws IOException {
    Optional<PublicAddress> peer = peer();
    if (peer.isEmpty()) {
      LOG.error("The container does not tell the caller's address: the call was answered 911");
      write(Response.OUR_FAULT);
      return;
    }
    CompletableFuture<Response> answer = endpoint.handle(translated(peer.get(), body));
    if (answer.isDone()) {
      give(answer.join());
      return;
    }
    AsyncContext waiting = suspend();
    var unused =
        answer.thenAccept(
            ready -> {
              if (ready.delay().isZero()) {
                resume(waiting, ready);
              } else {
                heldBack.give(() -> resume(waiting, ready), ready.delay());
              }
            });
  }

  /** Answers that the body is over the limit, without reading the rest. */
  void refuse(Endpoint endpoint) throws IOException {
    response.setHeader("Connection", "close");
    write(peer().map(peer -> endpoint.tooLarge(translated(peer, ""))).orElse(Response.TOO_LARGE));
  }

  /** Ends without an answer. */
  void abandon() {
    if (suspended != null) {
      suspended.complete();
    }
  }

  private Request translated(PublicAddress peer, String body) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    String inside = path.startsWith(context) ? path.substring(context.length()) : path;
    return new Request(
        request.getMethod(),
        inside.isEmpty() ? "/" : inside,
        Optional.ofNullable(request.getQueryString()).orElse(""),
        peer,
        this::values,
        body,
        request.isSecure());
  }

  private List<String> values(String name) {
    return Collections.list(request.getHeaders(name));
  }

  private void resume(AsyncContext waiting, Response ready) {
    waiting.start(
        () -> {
          try {
            write(ready);
          } catch (IOException e) {
            LOG.debug("A caller left before its answer: {}", e.toString());
            waiting.complete();
          }
        });
  }

  private void write(Response answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    response.setStatus(answer.status());
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    Response.@Nullable Download download = answer.download();
    response.setContentLengthLong(download == null ? body.length : download.length());
    answer.headers().forEach(response::setHeader);
    if (download != null) {
      try (InputStream content = download.content()) {
        content.transferTo(response.getOutputStream());
      }
    } else if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    if (suspended != null) {
      suspended.complete();
    }
  }
}
