package io.github.scrappyddns.channel.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of one answer: its head, and as much of its body as anybody reads.
 *
 * <p>Both can be asked for at any time, so that an answer whose body never ends is still judged by
 * its status. Safe for use by several threads.
 */
final class CappedBody implements BodyHandler<Void>, BodySubscriber<Void> {
  /** Some services repeat the whole message, each letter as an escape, before their answer ends. */
  private static final int MOST = 64 * 1024;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile @Nullable ResponseInfo head;
  private volatile Flow.@Nullable Subscription source;
  private volatile boolean whole;

  /** The head of the answer, if it arrived. */
  Optional<ResponseInfo> head() {
    return Optional.ofNullable(head);
  }

  /** Whether the body came to the end that its head announced. */
  boolean whole() {
    return whole;
  }

  /** The text so far, read as UTF-8; invalid bytes become U+FFFD. */
  String text() {
    synchronized (received) {
      return received.toString(StandardCharsets.UTF_8);
    }
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo arrived) {
    head = arrived;
    return this;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    boolean full;
    synchronized (received) {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[Math.min(buffer.remaining(), MOST - received.size())];
        buffer.get(bytes);
        received.writeBytes(bytes);
      }
      full = received.size() >= MOST;
    }
    Flow.Subscription open = source;
    if (open == null) {
      return;
    }
    if (full) {
      open.cancel();
      end.complete(null);
    } else {
      open.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole = true;
    end.complete(null);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }
}
