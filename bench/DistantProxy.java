import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL seen from far away: passes on what is said, and each answer a little later. It follows
 * the protocol so far that it counts the round trips of each transaction: each ends in the server's
 * "ready for query", which also tells whether a transaction is open.
 */
final class DistantProxy implements AutoCloseable {
  /** What the server says of its readiness: in a transaction, or in none. */
  private static final char READY = 'Z';

  private static final char IN_TRANSACTION = 'T';
  private static final char DONE = 'C';
  private static final String INSERTED = "INSERT 0 ";

  /**
   * A transaction that stored changes: address, event and debt, each by an insertion.
   *
   * @param rows of its largest insertion
   * @param roundTrips from its beginning to the end of its commit
   */
  record Told(int rows, int roundTrips) {}

  private final ServerSocket listening;
  private final int target;
  private final long delayMillis;
  private final List<Told> told = new ArrayList<>();

  DistantProxy(int target, long delayMillis) throws IOException {
    this.target = target;
    this.delayMillis = delayMillis;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Takes what was counted since the last time. */
  synchronized List<Told> take() {
    List<Told> all = List.copyOf(told);
    told.clear();
    return all;
  }

  private synchronized void note(Told transaction) {
    told.add(transaction);
  }

  private interface Passing {
    void run() throws IOException;
  }

  private static void start(String name, Passing passing) {
    Thread thread =
        new Thread(
            () -> {
              try {
                passing.run();
              } catch (IOException ended) {
                // One of the two has closed the connection.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      start("to the server", () -> pass(client, server));
      start("to the client", () -> listen(server, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  /** Reads messages of the server: a letter, four bytes of length that count themselves, a body. */
  private void listen(Socket server, Socket client) throws IOException {
    try (server;
        client) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(server.getInputStream(), 1 << 16));
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
      int roundTrips = 0;
      int insertions = 0;
      int rows = 0;
      while (true) {
        char kind = (char) in.readUnsignedByte();
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        int inserted = kind == DONE ? inserted(new String(body, 0, body.length - 1)) : 0;
        insertions += inserted > 0 ? 1 : 0;
        rows = Math.max(rows, inserted);
        roundTrips += kind == READY ? 1 : 0;
        write(out, kind, body);
        if (in.available() == 0) {
          sleep();
          out.flush();
        }
        if (kind == READY && body[0] != IN_TRANSACTION) {
          if (insertions > 1) {
            note(new Told(rows, roundTrips));
          }
          roundTrips = 0;
          insertions = 0;
          rows = 0;
        }
      }
    }
  }

  private static int inserted(String tag) {
    return tag.startsWith(INSERTED) ? Integer.parseInt(tag.substring(INSERTED.length())) : 0;
  }

  private static void write(OutputStream out, char kind, byte[] body) throws IOException {
    int length = body.length + 4;
    out.write(
        new byte[] {
          (byte) kind,
          (byte) (length >> 24),
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length
        });
    out.write(body);
  }

  private void sleep() {
    try {
      Thread.sleep(delayMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
