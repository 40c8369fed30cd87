package io.github.scrappyddns.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Look-ups that nobody answers: however often they are wanted, they take few threads. */
class LookUpsTest {
  private static final int MOST = 8;

  private static HttpSender sender(Resolver resolver, Duration limit) {
    return new HttpSender(
        new Manner(
            limit,
            new HandClock(),
            () -> 0,
            "ScrappyDDNS/test",
            LocalChannels::systemTrust,
            OutgoingProxies.NONE),
        new PushThreads(resolver));
  }

  private static CompletableFuture<DeliveryResult> send(HttpSender sender, String host) {
    return sender.send(
        HttpCall.postJson(URI.create("http://" + host + "/x"), Json.object()), Answers.byStatus());
  }

  @Test
  void many_attempts_at_sixty_hosts_take_few_threads_while_no_name_is_answered() {
    try (HangingResolver resolver = new HangingResolver()) {
      HttpSender sender = sender(resolver, Duration.ofMillis(50));
      for (int attempt = 0; attempt < 4; attempt++) {
        List<CompletableFuture<DeliveryResult>> all =
            IntStream.range(0, 60)
                .mapToObj(i -> send(sender.sibling(Secrets.NONE), "h" + i + ".example"))
                .toList();
        for (CompletableFuture<DeliveryResult> one : all) {
          assertThat(one.join().outcome()).isEqualTo(Outcome.RETRY);
          assertThat(one.join().reason()).startsWith("no address found for h");
        }
      }
      assertThat(resolver.mostWaiting()).isBetween(1, MOST);
    }
  }

  @Test
  void a_name_is_asked_for_once_at_a_time_and_all_who_ask_get_the_answer() throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(200, "ok"));
        HangingResolver resolver = new HangingResolver()) {
      HttpSender sender = sender(resolver, Duration.ofSeconds(20));
      String host = server.address().replace("127.0.0.1", "localhost");
      List<CompletableFuture<DeliveryResult>> all =
          IntStream.range(0, 5).mapToObj(i -> send(sender.sibling(Secrets.NONE), host)).toList();
      Await.until("it is asked", () -> !resolver.asked().isEmpty());
      resolver.letGo();
      assertThat(all)
          .allSatisfy(one -> assertThat(one.join().outcome()).isEqualTo(Outcome.DELIVERED));
      assertThat(resolver.asked()).containsExactly("localhost");
    }
  }

  @Test
  void a_name_is_asked_for_anew_once_its_look_up_is_over() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    PushThreads threads =
        new PushThreads(
            host -> {
              if (asked.getAndIncrement() == 0) {
                throw new UnknownHostException(host);
              }
              return InetAddress.getLoopbackAddress();
            });
    CompletableFuture<InetAddress> first = threads.addressOf("h.example");
    assertThatThrownBy(first::get).hasCauseInstanceOf(UnknownHostException.class);
    assertThat(threads.addressOf("h.example").get()).isEqualTo(InetAddress.getLoopbackAddress());
  }

  @Test
  void what_waits_for_its_turn_is_looked_up_as_soon_as_names_are_answered_again() {
    try (HangingResolver resolver = new HangingResolver()) {
      PushThreads threads = new PushThreads(resolver);
      List<CompletableFuture<InetAddress>> all = new ArrayList<>();
      IntStream.range(0, 30).forEach(i -> all.add(threads.addressOf("h" + i + ".example")));
      resolver.letGo();
      assertThat(all).allSatisfy(one -> assertThat(one.join().isLoopbackAddress()).isTrue());
    }
  }

  @Test
  void a_machine_without_threads_is_told_as_such_and_asked_anew() {
    AtomicInteger threads = new AtomicInteger();
    LookUps lookUps =
        new LookUps(
            host -> InetAddress.getLoopbackAddress(),
            new WaitingThreads(
                1,
                1,
                task -> {
                  if (threads.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  return new Thread(task);
                }));
    assertThatThrownBy(() -> lookUps.addressOf("h.example").get())
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(lookUps.addressOf("h.example").join().isLoopbackAddress()).isTrue();
  }

  @Test
  void an_attempt_for_which_there_is_no_thread_says_so() {
    HttpSender sender =
        sender(
            host -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            Duration.ofSeconds(20));
    assertThat(send(sender, "h.example").join())
        .isEqualTo(DeliveryResult.retry("this machine gives no more threads"));
  }
}
