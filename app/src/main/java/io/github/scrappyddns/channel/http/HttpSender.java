package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.url.Secrets;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * What sends the requests of one channel to its push service: within a time limit that covers the
 * last byte of the body, without following redirects, always HTTP/1.1.
 *
 * <p>No thread waits for an answer. Used for one call at a time.
 */
public final class HttpSender {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*");

  private final SharedClient client;
  private final Manner manner;
  private final Secrets secrets;
  private final Patience patience = new Patience();
  private OptionalLong deadline = OptionalLong.empty();

  /** A sender over a client of its own. */
  public HttpSender(Manner manner, PushThreads threads) {
    this(new SharedClient(manner, threads), Secrets.NONE);
  }

  private HttpSender(SharedClient client, Secrets secrets) {
    this.client = client;
    this.secrets = secrets;
    this.manner = client.manner();
  }

  /** Another sender over the same client, for a channel with these secrets. */
  public HttpSender sibling(Secrets others) {
    return new HttpSender(client, others);
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

  /** As {@link #send(HttpCall, Function)}, and waits for the answer. */
  public DeliveryResult ask(HttpCall call, Function<HttpAnswer, DeliveryResult> reading)
      throws InterruptedException {
    return DeliveryResult.await(send(call, reading));
  }

  /** As {@link #send(HttpCall, Answers)}, and waits for the answer, which costs no patience. */
  public DeliveryResult ask(HttpCall call, Answers answers) throws InterruptedException {
    return ask(call, answers::read);
  }

  /**
   * Sends a request, once, and reads its answer; who cancels it hangs up.
   *
   * @param answers what an answer means; one that is on no list is borne with for a while
   */
  public CompletableFuture<DeliveryResult> send(HttpCall call, Answers answers) {
    return send(call, answer -> answers.read(answer, patience));
  }

  /**
   * Sends a request, once, and reads its answer; who cancels it hangs up.
   *
   * @param reading what an answer means; this class knows what it means if none comes
   */
  public CompletableFuture<DeliveryResult> send(
      HttpCall call, Function<HttpAnswer, DeliveryResult> reading) {
    Duration timeLeft = timeLeft();
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      return CompletableFuture.completedFuture(
          DeliveryResult.retry("no time left for a call to " + call.uri().getHost()));
    }
    TracedBody body = new TracedBody(call.body());
    CappedBody answer = new CappedBody();
    HttpRequest request = request(call, body);
    client.prepare();
    CompletableFuture<Void> end = new CompletableFuture<>();
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<DeliveryResult> result =
        end.handle(
            (done, failure) ->
                answer.head().isPresent()
                    ? reading.apply(answer(call, answer.head().get(), answer))
                    : unanswered(call.uri(), failure, body.left()));
    Future<?> limit =
        client
            .threads()
            .after(
                timeLeft,
                () ->
                    end.completeExceptionally(
                        begun.get()
                            ? new TimeoutException("no time left")
                            : new UnknownHostException(call.uri().getHost())));
    var unused =
        result.whenComplete(
            (told, failure) -> {
              limit.cancel(false);
              end.cancel(true);
            });
    onceResolved(
        manner.proxies().dialled(call.uri()),
        end,
        () -> {
          begun.set(true);
          exchange(request, answer, end);
        });
    return result;
  }

  private void exchange(HttpRequest request, CappedBody answer, CompletableFuture<Void> end) {
    CompletableFuture<HttpResponse<Void>> exchange = client.send(request, answer);
    var unusedAnswer =
        exchange.whenComplete(
            (response, failure) -> {
              if (failure == null) {
                end.complete(null);
              } else {
                end.completeExceptionally(Causes.unwrapped(failure));
              }
            });
    var unusedEnd = end.whenComplete((done, failure) -> exchange.cancel(true));
  }

  /**
   * Goes on when the name of a host has an address. Java asks for one in the thread at hand, which
   * may take long: so it is asked for beforehand, and Java finds the answer at hand then.
   */
  private void onceResolved(String host, CompletableFuture<Void> end, Runnable next) {
    if (host == null || LITERAL.matcher(host).matches()) {
      next.run();
      return;
    }
    var unused =
        client
            .threads()
            .addressOf(host)
            .thenAccept(
                address -> {
                  if (!end.isDone()) {
                    next.run();
                  }
                })
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    end.completeExceptionally(Causes.unwrapped(failure));
                  }
                });
  }

  private HttpAnswer answer(HttpCall call, ResponseInfo head, CappedBody body) {
    Map<String, String> headers = new TreeMap<>();
    head.headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new HttpAnswer(
        head.statusCode(),
        headers,
        body.text(),
        body.whole(),
        manner.clock().instant(),
        manner.random().getAsDouble(),
        secrets.and(call.credentials()));
  }

  private HttpRequest request(HttpCall call, TracedBody body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .header("User-Agent", manner.userAgent())
            .method(call.method(), body);
    call.headers().forEach(request::setHeader);
    manner.proxies().introduce(request, call.uri());
    return request.build();
  }

  /**
   * What it means that no answer came. A request without its body cannot have had an effect, and
   * nothing goes out before the TLS handshake is done; Java asks for the body earlier, to have it
   * at hand.
   */
  private DeliveryResult unanswered(URI uri, @Nullable Throwable failure, boolean left) {
    String host = manner.proxies().described(uri);
    if (Causes.include(failure, GeneralSecurityException.class)) {
      return DeliveryResult.badChannel(host + " shows a certificate that cannot be trusted");
    }
    if (Causes.include(failure, SSLHandshakeException.class) || isNoTls(failure)) {
      return DeliveryResult.retry("no TLS connection to " + host);
    }
    Optional<OutOfMemoryError> lack = Causes.find(failure, OutOfMemoryError.class);
    if (lack.isPresent() && !left) {
      return DeliveryResult.outOfMeans(lack.get());
    }
    if (left) {
      return DeliveryResult.unsure(host + " did not answer");
    }
    return DeliveryResult.retry(
        Causes.include(failure, UnresolvedAddressException.class)
                || Causes.include(failure, UnknownHostException.class)
            ? "no address found for " + host
            : "no connection to " + host);
  }

  private static boolean isNoTls(@Nullable Throwable failure) {
    return failure instanceof SSLException
        && String.valueOf(failure.getMessage()).matches("(?i).*unrecognized SSL message.*");
  }
}
