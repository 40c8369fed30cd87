package io.github.scrappyddns.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

  @Test
  void a_test_cannot_connect_elsewhere() {
    assertThatThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(ELSEWHERE, 100);
              }
            })
        .hasStackTraceContaining("A test may not connect");
    assertThatThrownBy(
            () -> {
              try (SocketChannel channel = SocketChannel.open()) {
                channel.connect(ELSEWHERE);
              }
            })
        .hasStackTraceContaining("A test may not connect");
  }

  @Test
  void a_test_cannot_resolve_names() throws UnknownHostException {
    assertThat(InetAddress.getAllByName("localhost")).allMatch(InetAddress::isLoopbackAddress);
    assertThatThrownBy(() -> InetAddress.getAllByName("example.com"))
        .isInstanceOf(UnknownHostException.class);
  }
}
