package io.github.scrappyddns.war;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What calls a container over a real socket. */
record ContainerCaller(int port) {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> get(String target) {
    return call(target, request -> request);
  }

  HttpResponse<String> from(String forwardedFor, String target) {
    return call(target, request -> request.header("x-forwarded-FOR", forwardedFor));
  }

  HttpResponse<String> post(String target, String type, String body) {
    return call(
        target,
        request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** The first line of the answer to a call whose body never comes. */
  String beginPost(String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head = "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }

  HttpResponse<String> call(String target, UnaryOperator<HttpRequest.Builder> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .timeout(Duration.ofSeconds(20));
    try {
      return CLIENT.send(more.apply(request).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
