package io.github.scrappyddns.process;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.PrivateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A proxy as Debian has it, with the settings that docs/proxy tells people to use. */
enum FrontProxy {
  NGINX("nginx.conf", "nginx", "nginx-light") {
    @Override
    String settled(String snippet, int plain, int tls, Path directory) {
      return "daemon off;\npid %1$s/pid;\nerror_log %1$s/logs/error.log;\nevents {}\nhttp {\n"
              .formatted(directory)
          + "access_log %s/logs/access.log;\n".formatted(directory)
          + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
              .map(kind -> kind + "_temp_path " + directory.resolve(kind) + ";\n")
              .collect(Collectors.joining())
          + snippet
              .replace("listen 80;", "listen 127.0.0.1:" + plain + ";")
              .replace("listen [::]:80;", "listen [::1]:" + plain + ";")
              .replace("listen 443 ", "listen 127.0.0.1:" + tls + " ")
              .replace("listen [::]:443 ", "listen [::1]:" + tls + " ")
              .replace("/var/log/nginx/", directory.resolve("logs") + "/")
          + "}\n";
    }

    @Override
    List<String> arguments(Path settings, Path directory) {
      return List.of("-c", settings.toString(), "-p", directory.toString());
    }
  },
  APACHE("apache.conf", "apache2", "apache2") {
    @Override
    String settled(String snippet, int plain, int tls, Path directory) {
      String modules =
          Stream.of("mpm_event authz_core env headers macro proxy proxy_http ssl".split(" ", -1))
              .map(name -> "LoadModule %1$s_module modules/mod_%1$s.so\n".formatted(name))
              .collect(Collectors.joining());
      return "ServerRoot /usr/lib/apache2\nServerName localhost\nUser www-data\nGroup www-data\n"
          + modules
          + "Define APACHE_LOG_DIR %s\n".formatted(directory.resolve("logs"))
          + "PidFile %1$s/pid\nDefaultRuntimeDir %1$s\n".formatted(directory)
          + "ErrorLog %s/logs/error.log\n".formatted(directory)
          + Stream.of(plain, tls)
              .map(port -> "Listen 127.0.0.1:%1$d\nListen [::1]:%1$d\n".formatted(port))
              .collect(Collectors.joining())
          + "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %O\" combined\n"
          + snippet.replace("*:80>", "*:" + plain + ">").replace("*:443>", "*:" + tls + ">");
    }

    @Override
    List<String> arguments(Path settings, Path directory) {
      return List.of("-D", "FOREGROUND", "-f", settings.toString());
    }
  },
  CADDY("Caddyfile", "caddy", "caddy") {
    @Override
    String settled(String snippet, int plain, int tls, Path directory) {
      String loopback =
          "{\nadmin off\nhttp_port %d\nhttps_port %d\ndefault_bind 127.0.0.1 ::1\n"
              .formatted(plain, tls);
      return snippet.replaceFirst("(?m)^\\{\n", loopback);
    }

    @Override
    List<String> arguments(Path settings, Path directory) {
      return List.of("run", "--adapter", "caddyfile", "--config", settings.toString());
    }
  };

  static final String AT_THE_ROOT = "ddns.example.com";
  static final String UNDER_A_PATH = "www.example.com";

  private final String file;
  private final String command;
  private final String debianPackage;

  FrontProxy(String file, String command, String debianPackage) {
    this.file = file;
    this.command = command;
    this.debianPackage = debianPackage;
  }

  /** The settings as a whole, for loopback and free ports. */
  abstract String settled(String snippet, int plain, int tls, Path directory);

  abstract List<String> arguments(Path settings, Path directory);

  /** What the documentation shows. */
  Path snippet() {
    return Path.of("..", "docs", "proxy", file);
  }

  /** Starts it in front of a port of loopback, with everything of it in a new directory. */
  Running before(int port, PrivateAuthority.Issued certificate, Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, command);
    Files.createDirectories(directory.resolve("logs"));
    int plain = freePort();
    int tls = freePort();
    String snippet =
        Files.readString(snippet())
            .replace("127.0.0.1:5000", "127.0.0.1:" + port)
            .replaceAll("/etc/ssl/private/\\S+\\.pem", certificate.certificate().toString())
            .replaceAll("/etc/ssl/private/[\\w.]+\\.key", certificate.privateKey().toString());
    Path settings =
        Files.writeString(directory.resolve("settings"), settled(snippet, plain, tls, directory));
    InstalledProgram.Running process =
        InstalledProgram.named(command, debianPackage)
            .start(directory, arguments(settings, directory).toArray(String[]::new));
    Running running = new Running(process, directory, plain, tls);
    running.awaitPorts();
    return running;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * One that runs.
   *
   * @param directory holds all that it writes
   */
  record Running(InstalledProgram.Running process, Path directory, int plain, int tls)
      implements AutoCloseable {
    private void awaitPorts() {
      Await.until(
          "the proxy listens", () -> !process.isAlive() || (listens(plain) && listens(tls)));
      if (!process.isAlive()) {
        throw new AssertionError("It did not start:\n" + process.output());
      }
    }

    private static boolean listens(int port) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    }

    /** All that it has logged and printed. */
    String logged() throws IOException {
      StringBuilder all = new StringBuilder(process.output());
      try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
        for (Path log : logs.toList()) {
          all.append(Files.readString(log));
        }
      }
      return all.toString();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
