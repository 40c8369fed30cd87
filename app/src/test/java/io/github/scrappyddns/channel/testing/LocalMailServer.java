package io.github.scrappyddns.channel.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A mail server on loopback that says what a test tells it to, and else refuses what a common
 * server refuses: a caller who says no name, no full name or the server's own, and any byte beyond
 * ASCII in commands and headers that was not agreed on.
 */
public final class LocalMailServer implements AutoCloseable {
  /** Stands for no answer at all. */
  public static final String SILENCE = "";

  private final ServerSocket socket;
  private final Map<String, String> replies;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> letters = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private LocalMailServer(ServerSocket socket, Map<String, String> replies) {
    this.socket = socket;
    this.replies = replies;
    Thread acceptor = new Thread(this::accept, "local-mail-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /**
   * Starts one that takes all mail but answers these commands in these words.
   *
   * @param replies by command; {@code connection} and {@code end of message} are commands, too
   */
  public static LocalMailServer start(Map<String, String> replies) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new LocalMailServer(new ServerSocket(0, 50, loopback), replies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** What was sent between {@code DATA} and the final dot, one text a message. */
  public List<String> letters() {
    return List.copyOf(letters);
  }

  public List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread thread = new Thread(() -> serve(connection), "local-mail-conversation");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = connection.getOutputStream();
      say(out, replies.getOrDefault("connection", "220 mail.example.org ESMTP"));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        String command = command(line);
        String reply = replies.getOrDefault(command, usual(command, line));
        say(out, reply);
        if (command.equals("DATA") && reply.startsWith("354")) {
          say(out, replies.getOrDefault("end of message", afterwards(letter(in))));
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  private String letter(BufferedReader in) throws IOException {
    StringBuilder letter = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      letter.append(line).append('\n');
    }
    letters.add(letter.toString());
    return letter.toString();
  }

  private boolean agreed() {
    return commands.stream().anyMatch(line -> line.endsWith(" SMTPUTF8"));
  }

  private String afterwards(String letter) {
    String headers = letter.substring(0, letter.indexOf("\n\n"));
    return agreed() || headers.matches("\\p{ASCII}*")
        ? "250 2.0.0 Ok"
        : "554 5.6.7 Headers beyond ASCII need SMTPUTF8";
  }

  /** Who is refused with {@code EHLO} is no better off with {@code HELO}. */
  private static String command(String line) {
    if (line.startsWith("HELO")) {
      return "EHLO";
    }
    return Stream.of("MAIL FROM", "RCPT TO", "EHLO", "AUTH", "DATA", "QUIT", "RSET", "NOOP")
        .filter(line::startsWith)
        .findFirst()
        .orElse(line);
  }

  private String usual(String command, String line) {
    if (!line.matches("\\p{ASCII}*") && !agreed()) {
      return "501 5.1.3 Bad address syntax";
    }
    return switch (command) {
      case "EHLO" ->
          line.matches("(EHLO|HELO) (\\[127\\.0\\.0\\.1]|(?!mail\\.example\\.org$)\\S+\\.[a-z]+)")
              ? "250-mail.example.org\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME"
              : "504 5.5.2 Helo command rejected: need fully-qualified hostname";
      case "AUTH" -> "235 2.7.0 Authentication successful";
      case "DATA" -> "354 End data with <CR><LF>.<CR><LF>";
      case "QUIT" -> "221 2.0.0 Bye";
      default -> "250 2.0.0 Ok";
    };
  }

  private static void say(OutputStream out, String reply) throws IOException {
    if (!reply.isEmpty()) {
      out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
