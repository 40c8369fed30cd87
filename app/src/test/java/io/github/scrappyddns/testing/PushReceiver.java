package io.github.scrappyddns.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that speaks Notify My Android's protocol, as strictly as the real one did: it is what
 * the 2015 edition's keys are sent to.
 */
public final class PushReceiver implements AutoCloseable {
  /** A key of the right form: 48 hexadecimal digits. */
  public static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef";

  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private PushReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Listens on a port; 0 takes any that is free. */
  public static PushReceiver on(int port) {
    try {
      return new PushReceiver(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The settings that make this the only channel. */
  public static Map<String, String> settings(int port) {
    return Map.of(
        "SCRAPPY_ANDROID_PUSH_API_KEY",
        KEY,
        "SCRAPPY_NOTIFY_MY_ANDROID_URL",
        "http://127.0.0.1:" + port,
        "SCRAPPY_ALERT_INTERVAL",
        "0s");
  }

  /** Takes requests, but answers none until {@link #release}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void release() {
    gate.countDown();
  }

  /** The descriptions of all alerts, in the order they came. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /** The first line of each. */
  public List<String> headlines() {
    return received.stream().map(alert -> alert.lines().findFirst().orElse("")).toList();
  }

  /** The next alert's description; fails where none comes. */
  public String next() {
    try {
      String next = unread.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("No alert came; refused were: " + refusals);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> form = form(body);
    String refusal = refusal(exchange, form);
    if (refusal.isEmpty()) {
      received.add(form.get("description"));
      unread.add(form.get("description"));
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      answer(exchange, 200, "<success code=\"200\" remaining=\"799\" resettimer=\"42\"/>");
    } else {
      refusals.add(refusal);
      answer(exchange, 400, "<error code=\"400\">" + refusal + "</error>");
    }
  }

  private static String refusal(HttpExchange exchange, Map<String, String> form) {
    if (!exchange.getRequestMethod().equals("POST")
        || !exchange.getRequestURI().getPath().equals("/publicapi/notify")) {
      return "not POST /publicapi/notify";
    }
    if (!KEY.equals(form.get("apikey"))) {
      return "bad apikey";
    }
    return length(form, "application", 256)
            && length(form, "event", 1000)
            && length(form, "description", 10_000)
        ? ""
        : "a field is missing or too long: " + form.keySet();
  }

  private static boolean length(Map<String, String> form, String name, int most) {
    String value = form.getOrDefault(name, "");
    return !value.isEmpty() && value.length() <= most;
  }

  private static void answer(HttpExchange exchange, int status, String inner) throws IOException {
    byte[] body = ("<?xml version=\"1.0\"?><nma>" + inner + "</nma>").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return fields;
  }

  /** Refuses connections from now on. */
  public void shutDown() {
    release();
    server.stop(0);
  }

  @Override
  public void close() {
    shutDown();
  }
}
