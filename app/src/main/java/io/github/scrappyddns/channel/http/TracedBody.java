package io.github.scrappyddns.channel.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A body that knows whether any of it was asked for, which is when the head has gone out. */
final class TracedBody implements BodyPublisher {
  private final byte[] bytes;
  private final BodyPublisher publisher;
  private volatile boolean left;

  TracedBody(ByteBuffer body) {
    bytes = new byte[body.remaining()];
    body.get(bytes);
    publisher = HttpRequest.BodyPublishers.ofByteArray(bytes);
  }

  boolean left() {
    return left;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    left = true;
    publisher.subscribe(subscriber);
  }
}
