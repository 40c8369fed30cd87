package io.github.scrappyddns.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a server on loopback that cuts a connection once, at what the caller says next after a
 * certain word.
 */
public final class CuttingProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile String word = "";
  private volatile boolean wordArrives;

  public CuttingProxy(int target) throws IOException {
    this.target = target;
    new Thread(this::accept, "cutting proxy").start();
  }

  public int port() {
    return door.getLocalPort();
  }

  /**
   * Cuts the next connection on which this is said, at what is said next there.
   *
   * @param arrives whether the server hears that, and only its answer is lost
   */
  public void cutBehind(String said, boolean arrives) {
    wordArrives = arrives;
    word = said;
  }

  /** How many connections were cut. */
  public int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket caller = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(caller);
        sockets.add(server);
        new Thread(() -> speak(caller, server), "cutting proxy, there").start();
        new Thread(() -> answer(server, caller), "cutting proxy, back").start();
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void speak(Socket caller, Socket server) {
    byte[] buffer = new byte[65_536];
    boolean heard = false;
    try (caller;
        server) {
      InputStream in = caller.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (heard) {
          cuts.incrementAndGet();
          if (wordArrives) {
            caller.close();
            out.write(buffer, 0, read);
            server.shutdownOutput();
            // The server does what it was told before it hears that nobody listens any more.
            drain(server);
          }
          return;
        }
        if (!word.isEmpty() && new String(buffer, 0, read, ISO_8859_1).contains(word)) {
          word = "";
          heard = true;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      // The other one ends, too.
    }
  }

  private static void drain(Socket server) throws IOException {
    byte[] buffer = new byte[8_192];
    while (server.getInputStream().read(buffer) >= 0) {
      // Until it hangs up.
    }
  }

  private static void answer(Socket server, Socket caller) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = caller.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      caller.close();
    } catch (IOException closed) {
      // The other one ends, too.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
