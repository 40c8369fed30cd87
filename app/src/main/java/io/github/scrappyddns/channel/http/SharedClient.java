package io.github.scrappyddns.channel.http;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client of all channels that trust the same certificates. Safe for use by several
 * threads.
 *
 * <p>It is replaced from time to time, and after a failure, since its connections may be dead
 * without a sign: it is our own address that just changed.
 */
final class SharedClient {
  /** The upgrade to HTTP/2 that Java offers on every plain request is refused by some servers. */
  private static final HttpClient.Version VERSION = HttpClient.Version.HTTP_1_1;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** No connection idles for longer than its client serves. */
  private static final Duration LONGEST_SERVICE = Duration.ofSeconds(20);

  /** Each has a thread until it is collected, where nothing else ends it. */
  private static final int MOST_RETIRED = 3;

  private static final Optional<Method> SHUTDOWN = shutdown();

  private final Manner manner;
  private final PushThreads threads;
  private final List<WeakReference<HttpClient>> retired = new ArrayList<>();
  private @Nullable HttpClient client;
  private Instant made = Instant.MIN;
  private boolean answered;

  SharedClient(Manner manner, PushThreads threads) {
    this.manner = manner;
    this.threads = threads;
  }

  Manner manner() {
    return manner;
  }

  PushThreads threads() {
    return threads;
  }

  /** Makes a client where there is none: it takes a while, which is no part of a call's time. */
  synchronized void prepare() {
    var unused = client();
  }

  /** Sends a request; who cancels it hangs up. */
  synchronized CompletableFuture<HttpResponse<Void>> send(
      HttpRequest request, BodyHandler<Void> answer) {
    HttpClient used = client();
    CompletableFuture<HttpResponse<Void>> exchange = used.sendAsync(request, answer);
    var unused = exchange.whenComplete((response, failure) -> note(used, failure == null));
    return exchange;
  }

  private HttpClient client() {
    Instant now = manner.clock().instant();
    Duration age = Duration.between(made, now);
    if (age.isNegative() || age.compareTo(LONGEST_SERVICE) > 0) {
      retire();
    }
    HttpClient serving = client;
    if (serving == null) {
      serving =
          threads.client(
              settings -> {
                manner.proxies().selector().ifPresent(settings::proxy);
                return settings
                    .version(VERSION)
                    .connectTimeout(CONNECT_LIMIT)
                    .sslContext(manner.tls().get())
                    .followRedirects(HttpClient.Redirect.NEVER);
              });
      client = serving;
      made = now;
      answered = false;
    }
    return serving;
  }

  /** After a failure, connections that a client has from calls before may be dead, too. */
  @SuppressWarnings("ReferenceEquality") // Whether it is this very client is the question.
  private synchronized void note(HttpClient used, boolean success) {
    if (used != client) {
      return;
    }
    if (success) {
      answered = true;
    } else if (answered) {
      retire();
    }
  }

  private void retire() {
    HttpClient serving = client;
    client = null;
    if (serving == null || SHUTDOWN.filter(method -> invoked(method, serving)).isPresent()) {
      return;
    }
    retired.removeIf(old -> old.get() == null);
    retired.add(new WeakReference<>(serving));
    if (retired.size() > MOST_RETIRED) {
      // A client of JDK 17 ends its thread when it is collected, which an idle process may put off
      // for days.
      System.gc();
    }
  }

  /** Lets calls under way end, and then the client's thread; Java has it since 21. */
  private static Optional<Method> shutdown() {
    try {
      return Optional.of(HttpClient.class.getMethod("shutdown"));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static boolean invoked(Method method, HttpClient client) {
    try {
      method.invoke(client);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
