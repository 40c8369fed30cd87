package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pulled cable holds back, and delivers when it is plugged in again. */
class GroundClusterTest {
  @Test
  void what_a_cable_holds_back_is_under_way_until_it_has_arrived(@TempDir Path directory)
      throws Exception {
    try (Ground ground = Ground.of(1);
        ServerSocket door = new ServerSocket(0, 1, InetAddress.getByName(ground.host()))) {
      String reader = "exec cat </dev/tcp/" + ground.host() + "/" + door.getLocalPort();
      try (Child child =
              Child.start(
                  directory,
                  directory.resolve("log"),
                  Map.of(),
                  ground.inRoom(1, List.of("bash", "-c", reader)));
          Socket socket = door.accept()) {
        assertThat(ground.hasUnderWay()).isFalse();
        ground.cutOff(1);
        socket.getOutputStream().write('x');
        socket.shutdownOutput();
        assertThat(ground.hasUnderWay()).isTrue();
        ground.join(1);
        Await.until("it has arrived", () -> !ground.hasUnderWay());
        Await.until("it was read", () -> child.output().equals("x"));
      }
    }
  }
}
