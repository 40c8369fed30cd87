package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls that go over real sockets, and the answers that were read of them. */
final class RealCalls {
  /** Too short for a server that waits, long enough for one that does not. */
  static final Duration LIMIT = Duration.ofMillis(400);

  static final Duration AMPLE = Duration.ofSeconds(20);

  private final List<HttpAnswer> read = new ArrayList<>();

  static HttpSender sender(Duration limit) {
    return new HttpSender(
        new Manner(
            limit,
            new HandClock(),
            () -> 0,
            "ScrappyDDNS/test",
            LocalChannels::systemTrust,
            OutgoingProxies.NONE),
        new PushThreads());
  }

  DeliveryResult send(LocalServer server, Duration limit) throws InterruptedException {
    return send(URI.create("http://" + server.address() + "/x"), limit);
  }

  DeliveryResult send(URI uri, Duration limit) throws InterruptedException {
    return sender(limit)
        .ask(
            HttpCall.postJson(uri, Json.object()),
            answer -> {
              read.add(answer);
              return Answers.byStatus().read(answer);
            });
  }

  /** The answers so far, oldest first. */
  List<HttpAnswer> read() {
    return read;
  }

  /** Writes and flushes what a server says. */
  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
