package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.NeverFailing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** The bridge between Jetty's requests and the endpoints' own. Never blocks. */
final class JettyHandler extends Handler.Abstract.NonBlocking {
  private static final HttpField PLAIN_TEXT =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

  private final Endpoint endpoint;

  JettyHandler(Endpoint endpoint) {
    this.endpoint = new NeverFailing(endpoint);
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

  /** Reads the whole body before it answers; one over the limit is not read at all. */
  private void withBody(Request request, Response response, Callback callback) {
    if (request.getLength() > io.github.scrappyddns.http.Request.LARGEST_BODY) {
      refuse(response, callback);
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        io.github.scrappyddns.http.Request.LARGEST_BODY,
        new Promise.Invocable.NonBlocking<>() {
          @Override
          public void succeeded(byte[] body) {
            answer(request, new String(body, UTF_8), response, callback);
          }

          @Override
          public void failed(Throwable failure) {
            if (failure instanceof IllegalStateException) {
              refuse(response, callback);
            } else {
              callback.failed(failure);
            }
          }
        });
  }

  private static void refuse(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    write(response, io.github.scrappyddns.http.Response.TOO_LARGE, callback);
  }

  private void answer(Request request, String body, Response response, Callback callback) {
    CompletableFuture<io.github.scrappyddns.http.Response> answer =
        endpoint.handle(translated(request, body));
    if (answer.isDone()) {
      finish(request, response, answer.join(), callback);
    } else {
      var unused = answer.thenAccept(ready -> finish(request, response, ready, callback));
    }
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
        body);
  }

  private static List<String> values(HttpFields headers, String name) {
    return headers.contains(name)
        ? headers.stream().filter(field -> field.is(name)).map(HttpField::getValue).toList()
        : List.of();
  }

  private static void finish(
      Request request,
      Response response,
      io.github.scrappyddns.http.Response ready,
      Callback callback) {
    if (ready.delay().isZero()) {
      write(response, ready, callback);
    } else {
      request
          .getComponents()
          .getScheduler()
          .schedule(
              () -> write(response, ready, callback),
              ready.delay().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private static void write(
      Response response, io.github.scrappyddns.http.Response answer, Callback callback) {
    ByteBuffer body = ByteBuffer.wrap(answer.body().getBytes(UTF_8));
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(PLAIN_TEXT);
    headers.put(NO_STORE);
    headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    answer.headers().forEach(headers::put);
    response.write(true, body, callback);
  }
}
