package io.github.scrappyddns.cluster;

import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * nginx on loopback: one port in front of all instances, and for each instance a port that leads to
 * it alone. Its answers name who was asked, see {@link #TRIED}.
 */
final class Front implements AutoCloseable {
  /** The header that names the instances that a call was given to, with commas between them. */
  static final String TRIED = "X-Tried";

  private final Path directory = Folder.make("scrappy-front");
  private final int port = FreePort.find();
  private final List<Integer> direct;
  private final Child nginx;

  /**
   * Starts it.
   *
   * @param instances where they listen, host and port
   */
  Front(List<String> instances, Path log) {
    this.direct = IntStream.range(0, instances.size()).map(i -> FreePort.find()).boxed().toList();
    try {
      Files.writeString(directory.resolve("nginx.conf"), configuration(instances));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.nginx =
        Child.start(
            directory,
            log,
            Map.of(),
            List.of("nginx", "-p", directory.toString(), "-c", "nginx.conf"));
    Await.until("nginx listens", this::listens);
  }

  private String configuration(List<String> instances) {
    String all =
        instances.stream()
            .map(instance -> "server " + instance + " max_fails=1 fail_timeout=3s;")
            .collect(Collectors.joining("\n    "));
    StringBuilder servers = new StringBuilder(server(port, "instances"));
    for (int i = 0; i < instances.size(); i++) {
      servers.append(server(direct.get(i), instances.get(i)));
    }
    return """
        daemon off;
        user root;
        worker_processes 1;
        pid nginx.pid;
        error_log stderr crit;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream instances {
            %s
            keepalive 16;
          }
          # An instance that is gone costs a second; one that waits for the database says so in five.
          proxy_connect_timeout 1s;
          proxy_read_timeout 8s;
          proxy_next_upstream error timeout;
          proxy_next_upstream_tries 2;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $host;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          add_header %s $upstream_addr always;
        %s}
        """
        .formatted(all, TRIED, servers);
  }

  private static String server(int port, String target) {
    return "  server { listen 127.0.0.1:"
        + port
        + "; location / { proxy_pass http://"
        + target
        + "; } }\n";
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** In front of all. */
  int port() {
    return port;
  }

  /** In front of each one alone. */
  List<Integer> direct() {
    return direct;
  }

  @Override
  public void close() {
    nginx.close();
    Folder.delete(directory);
  }
}
