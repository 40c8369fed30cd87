package io.github.scrappyddns.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A reader that takes a body as it arrives, so that a slow one holds no thread, and has the call
 * answered at the end.
 */
final class BodyReader implements ReadListener {
  private final ServletInputStream input;
  private final Exchange exchange;
  private final Endpoint endpoint;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean over;

  BodyReader(ServletInputStream input, Exchange exchange, Endpoint endpoint) {
    this.input = input;
    this.exchange = exchange;
    this.endpoint = endpoint;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] some = new byte[1024];
    // To the very end: Jetty only reports the end once the end itself was read.
    while (!over && input.isReady()) {
      int read = input.read(some);
      if (read < 0) {
        return;
      }
      body.write(some, 0, read);
      if (body.size() > Request.LARGEST_BODY) {
        over = true;
        exchange.refuse(endpoint);
      }
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (!over) {
      over = true;
      exchange.answer(endpoint, body.toString(UTF_8));
    }
  }

  /** The caller hung up in the middle: there is nobody left to answer. */
  @Override
  public void onError(Throwable failure) {
    if (!over) {
      over = true;
      exchange.abandon();
    }
  }
}
