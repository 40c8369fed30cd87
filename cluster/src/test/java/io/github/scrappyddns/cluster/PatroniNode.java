package io.github.scrappyddns.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One PostgreSQL and the Patroni that watches it, under a user without rights. */
final class PatroniNode implements AutoCloseable {
  private static final HttpClient CALLER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Path directory;
  private final int port = FreePort.find();
  private final int restPort = FreePort.find();
  private final URI syncKey;
  private Optional<Child> patroni = Optional.empty();

  /**
   * @param addresses that PostgreSQL listens on, with commas between them
   * @param network that may log in beside loopback, as a CIDR block
   */
  PatroniNode(String name, Path directory, String addresses, String network, int etcdPort) {
    this.name = name;
    this.directory = directory;
    this.syncKey = URI.create("http://127.0.0.1:" + etcdPort + "/v2/keys/service/demo/sync");
    try {
      Files.writeString(
          directory.resolve(name + ".yml"), configuration(addresses, network, etcdPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The v2 API of etcd, on purpose: Patroni 3.0.2 can lose commits with that of v3. */
  private String configuration(String addresses, String network, int etcdPort) {
    return """
        scope: demo
        name: %1$s
        restapi: {listen: "127.0.0.1:%2$d", connect_address: "127.0.0.1:%2$d"}
        etcd: {hosts: ["127.0.0.1:%6$d"]}
        bootstrap:
          dcs:
            ttl: 20
            loop_wait: 5
            retry_timeout: 5
            synchronous_mode: true
            failsafe_mode: true
            postgresql: {use_pg_rewind: true, use_slots: true, parameters: {max_connections: 60, shared_buffers: 32MB}}
          initdb: [{encoding: UTF8}, data-checksums, {locale: C.UTF-8}]
          pg_hba:
            - local all all trust
            - host all all 127.0.0.1/32 md5
            - host all all %5$s md5
            - host replication all 127.0.0.1/32 md5
        postgresql:
          listen: "%4$s:%3$d"
          connect_address: "127.0.0.1:%3$d"
          data_dir: %7$s/%1$s
          bin_dir: /usr/lib/postgresql/15/bin
          pgpass: %7$s/pgpass-%1$s
          authentication:
            superuser: {username: super, password: super}
            replication: {username: copy, password: copy}
            rewind: {username: rewind, password: rewind}
          parameters: {unix_socket_directories: %7$s}
        """
        .formatted(name, restPort, port, addresses, network, etcdPort, directory);
  }

  String name() {
    return name;
  }

  /** PostgreSQL's. */
  int port() {
    return port;
  }

  void start(Path log) {
    AtTheEnd.note(this, this::crash);
    patroni =
        Optional.of(
            Child.start(
                directory,
                log,
                Map.of("HOME", directory.toString(), "PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
                Child.unprivileged(List.of("patroni", name + ".yml"))));
  }

  boolean isRunning() {
    return patroni.isPresent();
  }

  /** Whether Patroni calls it so: {@code primary} or {@code replica}. */
  boolean is(String role) {
    try {
      return response(HttpRequest.newBuilder(rest("/" + role)).build()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it confirms each commit of the one that leads, and may take its place. */
  boolean isInStep() {
    try {
      // What a node says of itself may be older than the last failover.
      String value =
          JSON.readTree(response(HttpRequest.newBuilder(syncKey).build()).body())
              .at("/node/value")
              .asText();
      return is("replica") && JSON.readTree(value).path("sync_standby").asText().equals(name);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Hands the lead to another node, as an operator would.
   *
   * @return whether Patroni did so; right after a failover it does not yet
   */
  boolean switchover(String candidate) {
    String body = "{\"leader\":\"" + name + "\",\"candidate\":\"" + candidate + "\"}";
    try {
      return response(
                  HttpRequest.newBuilder(rest("/switchover"))
                      .timeout(Duration.ofSeconds(60))
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build())
              .statusCode()
          == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI rest(String path) {
    return URI.create("http://127.0.0.1:" + restPort + path);
  }

  private static HttpResponse<String> response(HttpRequest request) throws IOException {
    HttpRequest bounded =
        request.timeout().isPresent()
            ? request
            : HttpRequest.newBuilder(request.uri()).timeout(Duration.ofSeconds(2)).build();
    try {
      return CALLER.send(bounded, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@code kill -9} of Patroni and of all of PostgreSQL, as when a machine loses its power. */
  void crash() {
    List<ProcessHandle> all = processes();
    Child.signal("KILL", all);
    patroni.ifPresent(Child::awaitEnd);
    patroni = Optional.empty();
    AtTheEnd.done(this);
    Await.until("all of " + name + " ended", () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Stands still, or goes on, as a virtual machine that is moved. */
  void freeze(boolean frozen) {
    Child.signal(frozen ? "STOP" : "CONT", processes());
  }

  /** Patroni starts PostgreSQL so that it is nobody's child. */
  private List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>();
    patroni.flatMap(child -> ProcessHandle.of(child.pid())).ifPresent(top -> addTree(top, all));
    postmaster().ifPresent(top -> addTree(top, all));
    return all.stream().distinct().toList();
  }

  private static void addTree(ProcessHandle top, List<ProcessHandle> all) {
    all.add(top);
    all.addAll(top.descendants().toList());
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      Path file = directory.resolve(name).resolve("postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      // A number may belong to somebody else after a crash.
      return ProcessHandle.of(pid)
          .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    } catch (IOException | RuntimeException noneRuns) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    crash();
  }
}
