package io.github.scrappyddns.channel.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A push service on loopback with the browsers that have subscribed to it, each at a path of its
 * own: takes only what {@link PushBrowser} finds nothing wrong with, and has each browser read it.
 */
public final class PushServices implements AutoCloseable {
  /** What a browser was told, and how. */
  public record Told(int browser, JsonNode notification, Received request) {
    public String body() {
      return notification.path("body").asText();
    }
  }

  private static final LocalServer.Script ACCEPTED = LocalServer.reply(201, "");

  private final InstantSource clock;
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final List<PushBrowser> browsers = new ArrayList<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Set<Integer> gone = ConcurrentHashMap.newKeySet();
  private volatile Supplier<LocalServer.Script> answer = () -> ACCEPTED;
  private final LocalServer server;

  public PushServices(InstantSource clock) {
    this.clock = clock;
    server =
        LocalServer.start(
            (request, out) -> {
              LocalServer.Script script = take(request);
              script.answer(request, out);
            });
  }

  private LocalServer.Script take(Received request) {
    Integer number = numbers.get(request.target());
    if (number == null || gone.contains(number)) {
      return LocalServer.reply(410, "");
    }
    List<String> wrong = browsers.get(number).complaints(request, clock.instant());
    if (!wrong.isEmpty()) {
      complaints.addAll(wrong);
      return LocalServer.reply(400, String.join(", ", wrong));
    }
    LocalServer.Script script = answer.get();
    if (script.equals(ACCEPTED)) {
      told.add(new Told(number, browsers.get(number).read(request).path("notification"), request));
    }
    return script;
  }

  /** As the setting {@code PUSH_HOSTS} names it. */
  public String origin() {
    return "http://" + server.address();
  }

  /** Another browser subscribes; its number. */
  public synchronized int subscribe() {
    browsers.add(PushBrowser.fresh(browsers.size()));
    int number = browsers.size() - 1;
    numbers.put("/push/" + number, number);
    return number;
  }

  public String endpoint(int number) {
    return origin() + "/push/" + number;
  }

  public synchronized PushBrowser browser(int number) {
    return browsers.get(number);
  }

  /** The subscription of this browser is no more. */
  public void drop(int number) {
    gone.add(number);
  }

  /** Everybody is answered so from now on; no browser is told anything by another than 201. */
  public void answers(int status, String... headers) {
    LocalServer.Script script = status == 201 ? ACCEPTED : LocalServer.reply(status, "", headers);
    answer = () -> script;
  }

  public List<Told> told() {
    return List.copyOf(told);
  }

  /** What browsers were told, by their bodies. */
  public List<String> bodies() {
    return told.stream().map(Told::body).toList();
  }

  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
