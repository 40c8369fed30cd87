package io.github.scrappyddns.server;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.testing.SmallService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A small service behind the real server, on a free port of loopback. */
final class ServedService implements AutoCloseable {
  private final SmallService service;
  private final HttpServer server;

  ServedService(Path directory) throws IOException {
    this(directory, new ProxyRule(0, List.of()), Duration.ofSeconds(10));
  }

  ServedService(Path directory, ProxyRule proxies, Duration round) throws IOException {
    service = new SmallService(directory, proxies).start();
    server =
        RoomyServer.of(service.endpoint(), round)
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.start();
  }

  SmallService service() {
    return service;
  }

  int port() {
    return server.ports().get(0);
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
