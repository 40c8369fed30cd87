package io.github.scrappyddns.channel.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that answers what a test tells it to, down to the last byte.
 *
 * <p>One request a connection, one thread a connection; all end when it is closed.
 */
public final class LocalServer implements AutoCloseable {
  /** What to do about a request. Whoever does not write anything gives no answer. */
  @FunctionalInterface
  public interface Script {
    void answer(Received request, OutputStream out) throws IOException, InterruptedException;
  }

  private static final int TLS_HANDSHAKE = 0x16;
  private static final Received NOT_READ = new Received("", "", Map.of(), "");

  private final ServerSocket socket;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile Script script;

  public LocalServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
    run(this::accept);
  }

  public static LocalServer start(Script script) {
    try {
      return new LocalServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole answer. */
  public static Script reply(int status, String body, String... headers) {
    return (request, out) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      if (status != 204) {
        head.append("Content-Length: ").append(bytes.length).append("\r\n");
      }
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(status == 204 ? new byte[0] : bytes);
      out.flush();
    };
  }

  /** Answers differently from now on. */
  public void script(Script next) {
    script = next;
  }

  int port() {
    return socket.getLocalPort();
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  public List<Received> requests() {
    return List.copyOf(requests);
  }

  private void run(Runnable task) {
    Thread thread = new Thread(task, "local-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        run(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      in.mark(1);
      if (in.read() == TLS_HANDSHAKE) {
        reply(400, "plain HTTP is spoken here").answer(NOT_READ, connection.getOutputStream());
        in.transferTo(OutputStream.nullOutputStream());
        return;
      }
      in.reset();
      Received request = read(in);
      requests.add(request);
      script.answer(request, connection.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over: what was received is what counts.
      return;
    }
  }

  private static Received read(InputStream in) throws IOException {
    String[] line = line(in).split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the request ended early");
    }
    // What is encrypted is no text: a letter for each octet.
    Charset charset =
        headers.containsKey("content-encoding")
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8;
    return new Received(line[0], line[1], headers, new String(body, charset));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the request ended early");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.forEach(Thread::interrupt);
  }
}
