package io.github.scrappyddns.dist;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A phone in a container of its own: it prints every alert that it gets on one line. It is run from
 * these tests' classes, in the JDK's image.
 */
final class Receiver {
  private Receiver() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          System.out.println("received " + body.replace('\n', ' '));
        });
    server.start();
    System.out.println("waits");
  }
}
