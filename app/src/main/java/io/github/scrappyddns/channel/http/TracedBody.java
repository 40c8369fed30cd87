package io.github.scrappyddns.channel.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/** A body that knows whether any of it was asked for, which is when the head has gone out. */
final class TracedBody implements BodyPublisher {
  private final byte[] bytes;
  private final BodyPublisher publisher;
  private volatile boolean left;

  TracedBody(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
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
