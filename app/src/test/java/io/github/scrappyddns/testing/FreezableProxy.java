package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on loopback that can be frozen: connections stay, and are even accepted, but
 * not a byte goes through, as with a host that stands still.
 */
public final class FreezableProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean frozen;

  public FreezableProxy(int target) throws IOException {
    this.target = target;
    new Thread(this::accept, "freezable proxy").start();
  }

  public int port() {
    return door.getLocalPort();
  }

  public synchronized void freeze(boolean freeze) {
    frozen = freeze;
    notifyAll();
  }

  private synchronized void awaitThaw() throws InterruptedException {
    while (frozen) {
      wait();
    }
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket caller = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(caller);
        sockets.add(server);
        new Thread(() -> pump(caller, server), "freezable proxy, there").start();
        new Thread(() -> pump(server, caller), "freezable proxy, back").start();
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitThaw();
        out.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      // The other one ends, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    freeze(false);
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
