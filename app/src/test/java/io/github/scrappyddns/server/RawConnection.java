package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection to the server on which a test writes and reads bytes, one for each character. */
final class RawConnection implements AutoCloseable {
  /** Longer than every limit of the server; a test that waits for it has failed. */
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * One answer.
   *
   * @param headers by names in lower case, without {@code date}, which no two answers share
   */
  record Answer(String statusLine, Map<String, String> headers, String body) {
    int status() {
      return Integer.parseInt(statusLine.split(" ", -1)[1]);
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /** A connection from an address of loopback, such as 127.0.1.1. */
  static RawConnection from(String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawConnection(socket);
  }

  /** One request on a connection of its own. */
  static Answer exchange(int port, String request) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).answer();
    }
  }

  /** A GET as a simple client writes it. */
  static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: ddns.example.com\r\n\r\n";
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Says that nothing more will come, and still reads. */
  RawConnection sendEnd() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next answer. */
  Answer answer() throws IOException {
    return answer(true);
  }

  /** The next answer, to a HEAD: {@code Content-Length} tells of a body that does not come. */
  Answer answerWithoutBody() throws IOException {
    return answer(false);
  }

  private Answer answer(boolean withBody) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("Closed after: " + head);
      }
      head.append((char) next);
    }
    String[] lines = head.toString().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      if (!name.equals("date")) {
        headers.put(name, lines[i].substring(colon + 1).strip());
      }
    }
    int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
    return new Answer(lines[0], headers, new String(in.readNBytes(length), ISO_8859_1));
  }

  /** Whether nothing has come that was not read. */
  boolean isQuiet() throws IOException {
    return in.available() == 0;
  }

  /** Passes over what comes and waits for the end; false where it has not come in this time. */
  boolean isClosedWithin(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    try {
      int next;
      do {
        next = in.read();
      } while (next >= 0);
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Everything that still comes until the server closes; a reset is an end, too. */
  String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        rest.append((char) next);
      }
    } catch (SocketException reset) {
      rest.append("");
    }
    return rest.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
