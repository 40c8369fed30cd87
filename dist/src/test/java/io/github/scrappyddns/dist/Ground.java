package io.github.scrappyddns.dist;

import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A network of containers, with a receiver of alerts in it; all of it is gone at the end. */
final class Ground implements AutoCloseable {
  private final Podman podman;
  private final String network;
  private final Deque<List<String>> undo = new ArrayDeque<>();
  private final String receiver;

  Ground(Podman podman) {
    this.podman = podman;
    network = Podman.freshName("network");
    podman.run("network", "create", network);
    undo.push(List.of("network", "rm", "--force", network));
    receiver =
        start(
            "receiver",
            List.of(
                "--network-alias=receiver",
                "--volume=" + Path.of("target", "test-classes").toAbsolutePath() + ":/classes:ro"),
            List.of(
                new BaseImages(podman).jdk(), "java", "-cp", "/classes", Receiver.class.getName()));
    awaitLog(receiver, "waits");
  }

  /** Where alerts are to go, as a container of this network sees it. */
  String notifyUrl() {
    return "json://receiver:8080/";
  }

  /** Waits until an alert with some text has come. */
  void awaitAlert(String text) {
    Await.until(
        "an alert says '" + text + "'",
        () -> log(receiver).lines().anyMatch(line -> line.contains(text)));
  }

  /** Starts a container in this network. */
  String start(String role, List<String> options, List<String> imageAndCommand) {
    String name = Podman.freshName(role);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", "--detach", "--name=" + name, "--network=" + network));
    command.addAll(options);
    command.addAll(imageAndCommand);
    undo.push(List.of("rm", "--force", "--time=5", "--volumes", name));
    podman.run(command.toArray(String[]::new));
    return name;
  }

  /** A volume that goes with this ground. */
  String volume() {
    String name = Podman.freshName("volume");
    podman.run("volume", "create", name);
    undo.addLast(List.of("volume", "rm", "--force", name));
    return name;
  }

  String log(String container) {
    return podman.run("logs", container);
  }

  void awaitLog(String container, String text) {
    Await.until(
        "it logs '" + text + "'", () -> log(container).contains(text) || !isRunning(container));
    if (!log(container).contains(text)) {
      throw new AssertionError("It ended without '" + text + "':\n" + log(container));
    }
  }

  /** The token of the list that a service's first start wrote. */
  String firstToken(String service) {
    return podman.run("exec", service, "sed", "-n", "s/:My network$//p", "token.list");
  }

  /** What a path answers at a published port. */
  static String get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/" + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private boolean isRunning(String container) {
    return podman.run("inspect", "--format={{.State.Running}}", container).equals("true");
  }

  /** A port of loopback that nothing listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    while (!undo.isEmpty()) {
      podman.tryRun(undo.pop().toArray(String[]::new));
    }
  }
}
