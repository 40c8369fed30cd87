import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under test: a process of its own on a free port of the loopback. */
final class Server implements AutoCloseable {
  /** The flags of the product's launcher, dist/src/launcher. */
  static final List<String> LAUNCHER =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-Xmn8m", "-XX:TrimNativeHeapInterval=10000");

  /** What makes the system's programs stay on the server's core. */
  static final List<String> PINNED =
      List.of(Machine.program("taskset"), "-c", String.valueOf(Machine.SERVER_CORE));

  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path log;
  private final long startedAt = System.nanoTime();
  final int port;

  private Server(List<String> command, Map<String, String> settings, int port, Path directory)
      throws IOException {
    this.port = port;
    this.log = directory.resolve("output-" + port + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("SCRAPPY"));
    builder.environment().putAll(settings);
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts the product.
   *
   * @param directory holds {@code token.list} and the state
   * @param prefix what stands before the command: {@link #PINNED}, or nothing
   * @param settings environment variables
   */
  static Server product(
      Path jar,
      Path directory,
      List<String> prefix,
      List<String> flags,
      Map<String, String> settings)
      throws IOException {
    int port = freePort();
    List<String> arguments = List.of("-jar", jar.toString(), "127.0.0.1");
    return new Server(java(prefix, flags, arguments, port), settings, port, directory);
  }

  /** Starts the bare Jetty, on the product's classes. */
  static Server bareJetty(Path directory, List<String> flags) throws IOException {
    int port = freePort();
    List<String> arguments =
        List.of("-cp", System.getProperty("java.class.path"), BareJetty.class.getName());
    return new Server(java(List.of(), flags, arguments, port), Map.of(), port, directory);
  }

  private static List<String> java(
      List<String> prefix, List<String> flags, List<String> arguments, int port) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Machine.program("java"));
    command.addAll(flags);
    command.addAll(arguments);
    command.add(String.valueOf(port));
    return command;
  }

  /** Starts one worker of nginx that answers every path as the product answers a check-in. */
  static Server nginx(Path directory) throws IOException {
    int port = freePort();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          server_tokens off;
          keepalive_requests 1000000000;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
            default_type text/plain;
            charset utf-8;
            add_header Cache-Control no-store;
            location / { return 200 "OK"; }
          }
        }
        """
            .formatted(directory, port));
    List<String> command = new ArrayList<>(PINNED);
    command.addAll(List.of(Machine.program("nginx"), "-e", directory + "/error.log"));
    command.addAll(List.of("-c", configuration.toString()));
    return new Server(command, Map.of(), port, directory);
  }

  /**
   * Starts one worker of nginx with TLS, which hands each call to the shard of its token, as
   * docs/100-million.md has it. Sessions are not resumed: each connection costs a whole handshake.
   *
   * @param shards each with the first characters of its tokens
   */
  static Server front(Path directory, Map<Server, String> shards) throws Exception {
    int port = freePort();
    Command.run(
        List.of(
            Machine.program("openssl"),
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-keyout",
            directory + "/front.key",
            "-out",
            directory + "/front.pem"));
    StringBuilder map = new StringBuilder();
    StringBuilder upstreams = new StringBuilder();
    shards.forEach(
        (shard, characters) -> {
          map.append("    ~^/[%s] shard_%d;\n".formatted(characters, shard.port));
          upstreams.append(
              "  upstream shard_%1$d { server 127.0.0.1:%1$d; keepalive 64; }\n"
                  .formatted(shard.port));
        });
    Path configuration = directory.resolve("front.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        worker_processes 1;
        pid %1$s/front.pid;
        error_log %1$s/front-error.log;
        events { worker_connections 4096; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
        %3$s
          map $uri $shard {
        %4$s  }
          server {
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate %1$s/front.pem;
            ssl_certificate_key %1$s/front.key;
            ssl_session_cache off;
            ssl_session_tickets off;
            location / {
              proxy_pass http://$shard;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header X-Forwarded-For $remote_addr;
            }
          }
        }
        """
            .formatted(directory, port, upstreams, map));
    List<String> command = new ArrayList<>(PINNED);
    command.addAll(List.of(Machine.program("nginx"), "-e", directory + "/front-error.log"));
    command.addAll(List.of("-c", configuration.toString()));
    Server front = new Server(command, Map.of(), port, directory);
    while (!listens(port)) {
      Thread.sleep(20);
    }
    return front;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + "/" + path;
  }

  long pid() {
    return process.pid();
  }

  /** The processes that do the work: nginx has a worker below its master. */
  long usedMillis() {
    return Machine.usedMillis(pid())
        + process.descendants().mapToLong(child -> Machine.usedMillis(child.pid())).sum();
  }

  /** Waits for the first 200 of a path; gives the milliseconds since the process was started. */
  double answersAfterMillis(String path) throws IOException, InterruptedException {
    while (status(path) != 200) {
      if (!process.isAlive() || System.nanoTime() - startedAt > PATIENCE_SECONDS * 1e9) {
        throw new IllegalStateException("A server did not start:\n" + Files.readString(log));
      }
      Thread.sleep(1);
    }
    return (System.nanoTime() - startedAt) / 1e6;
  }

  /** The status of an answer; 0 where there is none. */
  int status(String path) {
    try {
      HttpURLConnection call = (HttpURLConnection) URI.create(url(path)).toURL().openConnection();
      int status = call.getResponseCode();
      (status < 400 ? call.getInputStream() : call.getErrorStream()).readAllBytes();
      return status;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
