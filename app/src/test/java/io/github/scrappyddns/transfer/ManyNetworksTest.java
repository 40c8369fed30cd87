package io.github.scrappyddns.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of very many networks, in a process that has 48 MB. */
@Tag("slow")
class ManyNetworksTest {
  private static final int COUNT = 100_000;
  private static final int EVENTS = 10;

  @TempDir Path directory;

  @Test
  void a_hundred_thousand_networks_are_written_and_read_in_little_memory() throws Exception {
    Path file = directory.resolve("many.json");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyNetworksTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(directory.resolve("output")).strip())
        .isEqualTo(COUNT + " networks, " + COUNT * EVENTS + " events");
    assertThat(Files.size(file)).isGreaterThan(100_000_000L);
  }

  /** What the process with little memory runs. */
  public static void main(String[] arguments) throws IOException, DocumentException {
    Path file = Path.of(arguments[0]);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      DocumentWriter document = new DocumentWriter(out, Instant.now(), "1.0.0", true);
      for (int i = 0; i < COUNT; i++) {
        document.network(network(i));
      }
      document.end();
    }
    long[] counts = new long[2];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      var whole =
          DocumentReader.read(
              in,
              Instant.now(),
              new DocumentReader.Taker() {
                @Override
                public void channel(ChannelCopy copy) {
                  throw new IllegalStateException("there is none");
                }

                @Override
                public void network(NetworkCopy copy) {
                  counts[0]++;
                  counts[1] += copy.history().size();
                }
              });
      if (!whole.networks()) {
        throw new IllegalStateException("there are none");
      }
    }
    System.out.println(counts[0] + " networks, " + counts[1] + " events");
  }

  private static NetworkCopy network(int number) {
    PublicAddress address = PublicAddress.parse("203.0.113.7").orElseThrow();
    Instant at = Instant.ofEpochMilli(1_795_000_000_000L + number);
    return new NetworkCopy(
        "Network " + number,
        false,
        NetworkSettings.NONE,
        List.of(
            new NetworkCopy.Token(
                Token.parse("the-token-of-network-" + number).orElseThrow().digest(),
                "the-…",
                Optional.of(at),
                Optional.empty())),
        List.of(new NetworkCopy.Address(address, at, at)),
        Collections.nCopies(
            EVENTS, new NetworkCopy.Happening(Event.Kind.CHANGED, address, at, address, at)));
  }
}
