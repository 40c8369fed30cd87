package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback that knows one IPv4 address for some names, and no others. */
public final class NameServer implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int TTL_SECONDS = 60;

  private final DatagramSocket socket;
  private final InetAddress address;
  private final List<String> known;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * Starts one on a port of its own.
   *
   * @param address an IPv4 address
   * @param known the names that have it, in lower case
   */
  public NameServer(String address, List<String> known) {
    try {
      this.address = InetAddress.getByName(address);
      this.known = List.copyOf(known);
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::answerAll, "name server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its address and port, as clients are told them. */
  public String location() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** The names that it was asked for so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answerAll() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** RFC 1035, section 4: the question again, and what is known of it. */
  private byte[] answer(ByteBuffer query) {
    short id = query.getShort(0);
    query.position(HEADER);
    StringJoiner name = new StringJoiner(".");
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.add(new String(label, StandardCharsets.US_ASCII));
    }
    int type = query.getShort();
    query.getShort();
    byte[] question = new byte[query.position() - HEADER];
    query.get(HEADER, question);
    String wanted = name.toString().toLowerCase(Locale.ROOT);
    asked.add(wanted);
    boolean exists = known.contains(wanted);
    boolean told = exists && type == TYPE_A;
    ByteBuffer answer = ByteBuffer.allocate(HEADER + question.length + (told ? 16 : 0));
    answer.putShort(id).putShort((short) (exists ? 0x8180 : 0x8183));
    answer.putShort((short) 1).putShort((short) (told ? 1 : 0)).putInt(0).put(question);
    if (told) {
      answer.putShort((short) 0xC00C).putShort((short) TYPE_A).putShort((short) 1);
      answer.putInt(TTL_SECONDS).putShort((short) 4).put(address.getAddress());
    }
    return answer.array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
