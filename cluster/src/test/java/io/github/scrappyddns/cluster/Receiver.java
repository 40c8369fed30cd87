package io.github.scrappyddns.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A webhook's program that writes down every alert it gets: the phone of one channel. Sometimes it
 * is slow, and sometimes out of order.
 */
final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double REFUSES = 0.01;
  private static final double SLOW = 0.02;

  private final String channel;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final RandomGenerator random;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<String> unreadable = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param address of this machine that it listens at
   */
  Receiver(String channel, String address, RandomGenerator random) {
    this.channel = channel;
    this.random = random;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One on loopback that answers yes to all. */
  static Receiver thatBehaves(String channel) {
    return new Receiver(channel, "127.0.0.1", () -> Long.MAX_VALUE);
  }

  /** The channel as {@code NOTIFY_URLS} has it. */
  String url() {
    InetSocketAddress address = server.getAddress();
    return "json://%s:%d/%s?name=%s"
        .formatted(address.getAddress().getHostAddress(), address.getPort(), channel, channel);
  }

  String channel() {
    return channel;
  }

  /** All alerts of networks so far, in the order that they came. */
  List<Told> told() {
    return List.copyOf(told);
  }

  /** What was no alert. */
  List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant arrived = Instant.now();
    byte[] body = exchange.getRequestBody().readAllBytes();
    double mood;
    synchronized (random) {
      mood = random.nextDouble();
    }
    if (mood < REFUSES) {
      exchange.sendResponseHeaders(500, -1);
      exchange.close();
      return;
    }
    write(exchange, body, arrived);
    if (mood > 1 - SLOW) {
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void write(HttpExchange exchange, byte[] body, Instant arrived) throws IOException {
    String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
    JsonNode message = JSON.readTree(body).path("message");
    Optional<Told> alert = Told.read(channel, id, message.asText(), arrived);
    if (alert.isPresent() && exchange.getRequestMethod().equals("POST")) {
      told.add(alert.get());
    } else {
      unreadable.add(arrived + " " + exchange.getRequestMethod() + " " + id + " " + message);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
