package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.RefusedCalls;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty itself finds, as one line of plain text that repeats nothing of the call. */
final class PlainErrors extends ErrorHandler {
  private final RefusedCalls refused;

  /**
   * @param refused where to note the calls
   */
  PlainErrors(RefusedCalls refused) {
    this.refused = refused;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status < 500
        && request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer) {
      refused.note(
          PublicAddress.of(peer.getAddress()),
          "it is no HTTP that can be served ("
              + status
              + " "
              + HttpStatus.getMessage(status)
              + ")");
    }
    ByteBuffer body = text(status);
    head(response.getHeaders(), body);
    response.write(true, body, callback);
    return true;
  }

  private static void head(HttpFields.Mutable headers, ByteBuffer body) {
    headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
  }

  private static ByteBuffer text(int status) {
    return ByteBuffer.wrap((HttpStatus.getMessage(status) + "\n").getBytes(US_ASCII));
  }
}
