package io.github.scrappyddns.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that takes alerts as ntfy does, and as strictly. */
public final class NtfyServer implements AutoCloseable {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> topics = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final LocalServer server =
      LocalServer.start(
          (request, out) -> {
            String refusal = refusal(request);
            if (refusal.isEmpty()) {
              JsonNode message = request.json();
              topics.add(message.path("topic").asText());
              received.add(message.path("message").asText());
              gate.await();
              LocalServer.reply(
                      200,
                      "{\"id\":\"hwQ2YpKdmg\",\"time\":1790000000,\"event\":\"message\",\"topic\":\""
                          + message.path("topic").asText()
                          + "\"}")
                  .answer(request, out);
            } else {
              LocalServer.reply(400, "{\"code\":40024,\"http\":400,\"error\":\"" + refusal + "\"}")
                  .answer(request, out);
            }
          });

  private static String refusal(Received request) {
    if (!request.method().equals("POST") || !request.target().equals("/")) {
      return "not POST /";
    }
    JsonNode message = request.json();
    boolean good =
        message.path("topic").asText().matches("[-_A-Za-z0-9]{1,64}")
            && !message.path("title").asText().isEmpty()
            && !message.path("message").asText().isEmpty()
            && message.path("priority").asInt() >= 1
            && message.path("priority").asInt() <= 5;
    return good ? "" : "a field is missing or wrong";
  }

  /** Takes alerts, but confirms none until {@link #release}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void release() {
    gate.countDown();
  }

  public String address() {
    return "http://" + server.address();
  }

  /** The messages, in the order in which they came. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /** The topic of each. */
  public List<String> topics() {
    return List.copyOf(topics);
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
