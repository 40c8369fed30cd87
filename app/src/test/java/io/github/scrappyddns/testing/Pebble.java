package io.github.scrappyddns.testing;

import io.github.scrappyddns.testing.InstalledProgram.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Let's Encrypt's own certificate authority for tests, with a name server for which every name is
 * on loopback. It rejects one nonce in twenty, and one name.
 */
public final class Pebble implements AutoCloseable {
  /** A name that it issues nothing for. */
  public static final String BLOCKED = "blocked.example.com";

  private static final Pattern ISSUED = Pattern.compile("Issued certificate serial");

  private final Path directory;
  private final int port;
  private final int managementPort;
  private final Running names;
  private final Running authority;

  /**
   * Starts it.
   *
   * @param directory for its files; made where it does not exist
   * @param port where it listens
   * @param httpPort what it takes for port 80
   * @param tlsPort what it takes for port 443
   */
  public Pebble(Path directory, int port, int httpPort, int tlsPort) {
    this.directory = directory;
    this.port = port;
    managementPort = freePort();
    int namePort = freePort();
    certificate(directory);
    try {
      Files.writeString(
          directory.resolve("pebble.json"),
          """
          {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
            "certificate": "pebble.pem", "privateKey": "pebble.key", "httpPort": %d, "tlsPort": %d,
            "ocspResponderURL": "", "externalAccountBindingRequired": false,
            "domainBlocklist": ["%s"]}}
          """
              .formatted(port, managementPort, httpPort, tlsPort, BLOCKED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    names =
        InstalledProgram.named("pebble-challtestsrv", "pebble")
            .start(
                directory,
                "-dns01",
                "127.0.0.1:" + namePort,
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "",
                "-management",
                "127.0.0.1:" + freePort(),
                "-defaultIPv4",
                "127.0.0.1",
                "-defaultIPv6",
                "");
    authority =
        InstalledProgram.named("pebble", "pebble")
            .with(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_AUTHZREUSE", "0"))
            .start(
                directory,
                "-config",
                "pebble.json",
                "-dnsserver",
                "127.0.0.1:" + namePort,
                "-strict");
    authority.awaitOutput("ACME directory available at");
  }

  /** A port that nobody listens on: of programs that cannot be told to take any. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes what clients are to trust it by, before it is started; gives the file. */
  public static Path certificate(Path directory) {
    Path file = directory.resolve("pebble.pem");
    if (Files.notExists(file)) {
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      InstalledProgram.Ended made =
          InstalledProgram.named("openssl", "openssl")
              .run(
                  directory,
                  ("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=pebble -keyout pebble.key"
                          + " -out pebble.pem -addext subjectAltName=DNS:localhost,IP:127.0.0.1")
                      .split(" ", -1));
      if (made.status() != 0) {
        throw new AssertionError(made.output());
      }
    }
    return file;
  }

  /** Where it says what it can do. */
  public URI directory() {
    return URI.create("https://localhost:" + port + "/dir");
  }

  /** What who calls with its certificates is to trust. */
  public Path root() {
    Path root = directory.resolve("root.pem");
    InstalledProgram.Ended got =
        InstalledProgram.named("curl", "curl")
            .run(
                directory,
                "-sS",
                "--cacert",
                "pebble.pem",
                "-o",
                root.toString(),
                "https://localhost:" + managementPort + "/roots/0");
    if (got.status() != 0) {
      throw new AssertionError(got.output());
    }
    return root;
  }

  /** How many certificates it has issued. */
  public long issued() {
    return ISSUED.matcher(output()).results().count();
  }

  /** What it printed. */
  public String output() {
    return authority.output();
  }

  @Override
  public void close() {
    authority.close();
    names.close();
  }
}
