package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.NeverFailing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The bridge between Jetty's requests and the endpoints' own. Never blocks. */
final class JettyHandler extends Handler.Abstract.NonBlocking {
  private static final HttpField PLAIN_TEXT =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private final Endpoint endpoint;
  private final RefusedCalls refused;
  private final BooleanSupplier crowded;

  /**
   * @param refused where to note the calls whose bodies are too large
   * @param crowded whether there are so many connections that an answer should end its own
   */
  JettyHandler(Endpoint endpoint, RefusedCalls refused, BooleanSupplier crowded) {
    this.endpoint = new NeverFailing(endpoint);
    this.refused = refused;
    this.crowded = crowded;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (hasBody(request)) {
      withBody(request, response, callback);
    } else {
      answer(request, "", response, callback);
    }
    return true;
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private void refuseTooLarge(Request request, Response response, Callback callback) {
    io.github.scrappyddns.http.Request head = translated(request, "");
    refused.note(head, "its body is too large");
    refuse(request, response, endpoint.tooLarge(head), callback);
  }

  /** Reads the body to its end before it answers; one that nobody needs is not read at all. */
  private void withBody(Request request, Response response, Callback callback) {
    if (request.getLength() > io.github.scrappyddns.http.Request.LARGEST_BODY) {
      LimitedConnection connection = connection(request);
      connection.waitsForUs(true);
      var unused =
          endpoint
              .room(translated(request, ""))
              .thenAccept(
                  room -> {
                    connection.waitsForUs(false);
                    if (request.getLength() > room) {
                      refuseTooLarge(request, response, callback);
                    } else {
                      read(request, room, response, callback);
                    }
                  });
      return;
    }
    Optional<io.github.scrappyddns.http.Response> refusal =
        endpoint.refuse(translated(request, ""));
    if (refusal.isPresent()) {
      refuse(request, response, refusal.get(), callback);
      return;
    }
    read(request, io.github.scrappyddns.http.Request.LARGEST_BODY, response, callback);
  }

  private void read(Request request, int room, Response response, Callback callback) {
    new BodyReader(
            request,
            room,
            new BodyReader.Outcome() {
              @Override
              public void read(String body) {
                answer(request, body, response, callback);
              }

              @Override
              public void tooLarge() {
                refuseTooLarge(request, response, callback);
              }

              @Override
              public void failed(Throwable failure) {
                callback.failed(failure);
              }
            })
        .read();
  }

  /** Answers without the rest of the body: the connection cannot go on. */
  private void refuse(
      Request request,
      Response response,
      io.github.scrappyddns.http.Response refusal,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    finish(request, response, refusal, callback);
  }

  private void answer(Request request, String body, Response response, Callback callback) {
    CompletableFuture<io.github.scrappyddns.http.Response> answer =
        endpoint.handle(translated(request, body));
    if (answer.isDone()) {
      finish(request, response, answer.join(), callback);
      return;
    }
    LimitedConnection connection = connection(request);
    connection.waitsForUs(true);
    var unused =
        answer.thenAccept(
            ready -> {
              connection.waitsForUs(false);
              finish(request, response, ready, callback);
            });
  }

  private static io.github.scrappyddns.http.Request translated(Request request, String body) {
    InetSocketAddress remote =
        (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
    InetAddress peer = remote.getAddress();
    HttpFields headers = request.getHeaders();
    @Nullable String path = request.getHttpURI().getPath();
    @Nullable String query = request.getHttpURI().getQuery();
    return new io.github.scrappyddns.http.Request(
        request.getMethod(),
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        PublicAddress.of(peer),
        name -> values(headers, name),
        body,
        request.isSecure());
  }

  private static List<String> values(HttpFields headers, String name) {
    return headers.contains(name)
        ? headers.stream().filter(field -> field.is(name)).map(HttpField::getValue).toList()
        : List.of();
  }

  private static LimitedConnection connection(Request request) {
    return (LimitedConnection) request.getConnectionMetaData().getConnection();
  }

  private void finish(
      Request request,
      Response response,
      io.github.scrappyddns.http.Response ready,
      Callback callback) {
    if (ready.delay().isZero()) {
      write(request, response, ready, callback);
    } else {
      request
          .getComponents()
          .getScheduler()
          .schedule(
              () -> write(request, response, ready, callback),
              ready.delay().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void write(
      Request request,
      Response response,
      io.github.scrappyddns.http.Response answer,
      Callback callback) {
    if (answer.status() < 400 || answer.status() >= 500) {
      connection(request).wasUseful(System.nanoTime());
    }
    io.github.scrappyddns.http.Response.@Nullable Download download = answer.download();
    ByteBuffer body = ByteBuffer.wrap(answer.body().getBytes(UTF_8));
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(PLAIN_TEXT);
    headers.put(NO_STORE);
    headers.put(HttpHeader.CONTENT_LENGTH, download == null ? body.remaining() : download.length());
    answer.headers().forEach(headers::put);
    // No tunnel follows a CONNECT here, and Jetty would wait for what comes through it.
    if (crowded.getAsBoolean() || HttpMethod.CONNECT.is(request.getMethod())) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    if (download == null) {
      response.write(true, body, callback);
    } else {
      Content.copy(Content.Source.from(download.content()), response, callback);
    }
  }
}
