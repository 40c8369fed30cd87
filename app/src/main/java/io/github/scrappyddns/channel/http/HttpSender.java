package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The sender of requests to push services: within a time limit that covers the last byte of the
 * body, without following redirects, always HTTP/1.1.
 *
 * <p>Each channel has its own, so that a service that does not answer blocks only its own thread.
 * Used by one thread at a time.
 */
public final class HttpSender {
  /** The upgrade to HTTP/2 that Java offers on every plain request is refused by some servers. */
  private static final HttpClient.Version VERSION = HttpClient.Version.HTTP_1_1;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** An older connection may be dead without notice: our own address has just changed. */
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(20);

  /**
   * The limits and the surroundings.
   *
   * @param total for one request and the whole of its answer
   * @param random numbers from 0 to 1
   * @param userAgent the name and version of this program
   * @param tls whom to trust
   */
  public record Manner(
      Duration total,
      InstantSource clock,
      DoubleSupplier random,
      String userAgent,
      Supplier<SSLContext> tls) {
    public Manner trusting(Supplier<SSLContext> others) {
      return new Manner(total, clock, random, userAgent, others);
    }
  }

  private final Manner manner;
  private @Nullable HttpClient client;
  private Instant lastUse = Instant.MIN;
  private OptionalLong deadline = OptionalLong.empty();

  public HttpSender(Manner manner) {
    this.manner = manner;
  }

  /** Makes all calls from here to the next {@code begin} share the time limit of one. */
  public void begin() {
    deadline = OptionalLong.of(System.nanoTime() + manner.total().toNanos());
  }

  private Duration timeLeft() {
    return deadline.isPresent()
        ? Duration.ofNanos(deadline.getAsLong() - System.nanoTime())
        : manner.total();
  }

  /**
   * Sends a request, once, and reads its answer.
   *
   * @param reading what an answer means; this class knows what it means if none comes
   */
  public DeliveryResult send(HttpCall call, Function<HttpAnswer, DeliveryResult> reading)
      throws InterruptedException {
    Duration timeLeft = timeLeft();
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      return DeliveryResult.retry("no time left for a call to " + call.uri().getHost());
    }
    TracedBody body = new TracedBody(call.body());
    CappedBody answer = new CappedBody();
    CompletableFuture<?> exchange = client().sendAsync(request(call, body), answer);
    Throwable failure = null;
    try {
      exchange.get(timeLeft.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      failure = e;
    } catch (ExecutionException e) {
      failure = e.getCause();
    } finally {
      exchange.cancel(true);
    }
    lastUse = manner.clock().instant();
    if (failure != null) {
      client = null;
    }
    if (answer.head().isPresent()) {
      return reading.apply(answer(answer.head().get(), answer.text()));
    }
    return unanswered(call.uri(), failure, body.left());
  }

  private HttpAnswer answer(ResponseInfo head, String text) {
    Map<String, String> headers = new TreeMap<>();
    head.headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new HttpAnswer(head.statusCode(), headers, text, lastUse, manner.random().getAsDouble());
  }

  private HttpClient client() {
    HttpClient open = client;
    Duration idle = Duration.between(lastUse, manner.clock().instant());
    if (open == null || idle.isNegative() || idle.compareTo(IDLE_LIMIT) > 0) {
      open =
          UnboundClients.make(
              settings ->
                  settings
                      .version(VERSION)
                      .connectTimeout(CONNECT_LIMIT)
                      .sslContext(manner.tls().get())
                      .followRedirects(HttpClient.Redirect.NEVER));
      client = open;
    }
    return open;
  }

  private HttpRequest request(HttpCall call, TracedBody body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .header("User-Agent", manner.userAgent())
            .method(call.method(), body);
    call.headers().forEach(request::setHeader);
    return request.build();
  }

  /**
   * What it means that no answer came. A request without its body cannot have had an effect, and
   * nothing goes out before the TLS handshake is done; Java asks for the body earlier, to have it
   * at hand.
   */
  private static DeliveryResult unanswered(URI uri, @Nullable Throwable failure, boolean left) {
    String host = String.valueOf(uri.getHost());
    if (Causes.include(failure, GeneralSecurityException.class)) {
      return DeliveryResult.badChannel(host + " shows a certificate that cannot be trusted");
    }
    if (Causes.include(failure, SSLHandshakeException.class) || isNoTls(failure)) {
      return DeliveryResult.retry("no TLS connection to " + host);
    }
    if (left) {
      return DeliveryResult.unsure(host + " did not answer");
    }
    return DeliveryResult.retry(
        Causes.include(failure, UnresolvedAddressException.class)
            ? "no address found for " + host
            : "no connection to " + host);
  }

  private static boolean isNoTls(@Nullable Throwable failure) {
    return failure instanceof SSLException
        && String.valueOf(failure.getMessage()).matches("(?i).*unrecognized SSL message.*");
  }

  /** A body that knows whether any of it was asked for, which is when the head has gone out. */
  private static final class TracedBody implements BodyPublisher {
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
}
