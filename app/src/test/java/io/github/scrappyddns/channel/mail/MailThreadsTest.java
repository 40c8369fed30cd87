package io.github.scrappyddns.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.http.HangingResolver;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.OutgoingProxies;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.testing.HandClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sixty mail servers of which none answers. */
class MailThreadsTest {
  private static final int SERVERS = 60;
  private static final int MOST_LOOK_UPS = 8;
  private static final int MOST_CONVERSATIONS = 16;

  private static List<CompletableFuture<DeliveryResult>> begin(
      PushThreads threads, int port, Duration limit) {
    Manner manner =
        new Manner(
            limit,
            new HandClock(),
            () -> 0,
            "ScrappyDDNS/test",
            LocalChannels::systemTrust,
            OutgoingProxies.NONE);
    return IntStream.range(0, SERVERS)
        .mapToObj(i -> server("mail" + i + ".example", port))
        .map(
            server ->
                new MailAttempt(server, manner, threads, new Patience(), false)
                    .run(transport -> "in"))
        .toList();
  }

  private static MailServer server(String host, int port) {
    return new MailServer(
        host,
        port,
        MailServer.Security.CLEAR,
        Optional.empty(),
        "sender.example",
        Optional.empty(),
        Secrets.NONE);
  }

  private static void assertRetried(List<CompletableFuture<DeliveryResult>> all) {
    assertThat(all).allSatisfy(one -> assertThat(one.join().outcome()).isEqualTo(Outcome.RETRY));
  }

  @Test
  void names_that_nobody_answers_take_few_threads() {
    try (HangingResolver resolver = new HangingResolver()) {
      PushThreads threads = new PushThreads(resolver);
      for (int attempt = 0; attempt < 3; attempt++) {
        assertRetried(begin(threads, 25, Duration.ofMillis(50)));
      }
      assertThat(resolver.mostWaiting()).isBetween(1, MOST_LOOK_UPS);
    }
  }

  @Test
  void servers_that_say_nothing_take_few_threads() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, SERVERS, InetAddress.getLoopbackAddress())) {
      PushThreads threads = new PushThreads(host -> InetAddress.getLoopbackAddress());
      Set<Thread> others = conversations();
      List<CompletableFuture<DeliveryResult>> all =
          begin(threads, silent.getLocalPort(), Duration.ofSeconds(2));
      silent.accept();
      Set<Thread> ours = conversations();
      assertRetried(all);
      ours.addAll(conversations());
      ours.removeAll(others);
      assertThat(ours).hasSizeBetween(1, MOST_CONVERSATIONS);
    }
  }

  private static Set<Thread> conversations() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("conversation"))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
