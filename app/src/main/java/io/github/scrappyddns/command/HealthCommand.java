package io.github.scrappyddns.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.channel.http.AnyCertificate;
import io.github.scrappyddns.config.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code health}: asks the service that runs here whether it is well; exit status 0 if so,
 * otherwise 1. A container's health check runs it. It takes the same arguments as the service.
 */
@Command(
    name = "health",
    description =
        "Asks the service that runs here whether it is well; the exit status is 1 if not.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST_ANSWER = 4_096;

  @Mixin ListenAddress listen = new ListenAddress();

  @Override
  public Integer call() throws Exception {
    boolean tls = SettingsReader.read(Path.of(""), System.getenv()).speaksTls();
    String answer = ask(tls);
    int body = answer.indexOf("\r\n\r\n");
    System.out.println(body < 0 ? answer.strip() : answer.substring(body).strip());
    return answer.startsWith("HTTP/1.1 200 ") ? 0 : 1;
  }

  private String ask(boolean tls) throws IOException {
    InetAddress bound = InetAddress.getByName(listen.host);
    InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    // The name in its certificate does not matter: we tell it nothing.
    try (Socket socket =
        tls ? AnyCertificate.context().getSocketFactory().createSocket() : new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(address, listen.port), PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), UTF_8);
    } catch (IOException e) {
      throw new IOException(
          "No answer from %s port %d: %s"
              .formatted(address.getHostAddress(), listen.port, e.getMessage()),
          e);
    }
  }
}
