package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import io.github.scrappyddns.channel.url.ChannelUrl;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every channel that speaks HTTP, whatever it is sent or answered. */
@Tag("slow")
class EveryChannelTest {
  private static final String ADDRESS = "2001:db8:1234:5678:9abc:def0:1234:5678";
  private static final Duration LIMIT = Duration.ofMillis(1_500);

  static Stream<Arguments> every_channel() {
    return AnswerTable.all().entrySet().stream()
        .filter(table -> !table.getKey().equals("mailtos"))
        .map(table -> Arguments.of(table.getKey(), table.getValue()));
  }

  private static LocalServer start(AnswerTable table, LocalServer.Script script) {
    StrictService service = new StrictService(table.rules());
    return LocalServer.start(
        (request, out) -> {
          Optional<String> before = service.answerBefore(request);
          LocalServer.Script next =
              before.isPresent() ? LocalServer.reply(200, before.get()) : script;
          next.answer(request, out);
        });
  }

  private static Channel open(AnswerTable table, LocalServer server, Duration limit) {
    String url = table.url().replace("{server}", server.address());
    return new LocalChannels(server, limit).open(url).get(0);
  }

  private static Outcome deliver(AnswerTable table, LocalServer.Script script, Duration limit)
      throws Exception {
    try (LocalServer server = start(table, script)) {
      return open(table, server, limit).deliver(LocalChannels.ALERT).outcome();
    }
  }

  private static void write(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void the_longest_and_oddest_names_arrive_whole_with_their_address(String name, AnswerTable table)
      throws Exception {
    List<String> complaints = new CopyOnWriteArrayList<>();
    String odd = "<b>&amp; *bold* _it_ ~`x`~ \"q\" 'a' @here [l](u) | \\ # 🏡👩‍👩‍👧 ";
    String headline = "Home network is at " + odd + "n".repeat(300 - odd.length()) + " is at ";
    Alert alert =
        new Alert(
            LocalChannels.ALERT.id(),
            LocalChannels.ALERT.title(),
            headline + ADDRESS + "\n" + ("Note: " + ADDRESS + " 🏡 *x* <y>\n").repeat(800));
    StrictService service = new StrictService(table.rules());
    try (LocalServer server =
        start(
            table,
            (request, out) -> {
              complaints.addAll(service.complaints(request));
              LocalServer.reply(500, "").answer(request, out);
            })) {
      open(table, server, Duration.ofSeconds(20)).deliver(alert);

      Received request = server.requests().get(server.requests().size() - 1);
      assertThat(complaints.stream().filter(line -> !line.contains("203"))).isEmpty();
      List<String> read = service.read(request);
      assertThat(read).isNotEmpty().allMatch(text -> text.contains(headline + ADDRESS));
      assertThat(read)
          .map(text -> text.replace(ADDRESS, ""))
          .noneMatch(text -> text.contains("2001:") || text.contains("5678"));
      assertThat(request.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(150_000);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void no_answer_to_a_request_leaves_it_unsure(String name, AnswerTable table) throws Exception {
    assertThat(deliver(table, (request, out) -> {}, Duration.ofSeconds(20)))
        .isEqualTo(Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_server_that_is_not_there_is_tried_again(String name, AnswerTable table) throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    String nobody = "127.0.0.1:" + closed;
    LocalChannels channels =
        new LocalChannels("http://" + nobody, Duration.ofSeconds(20), LocalChannels.systemTrust());
    String url = table.url().replace("{server}", nobody);

    assertThat(channels.open(url).get(0).deliver(LocalChannels.ALERT).outcome())
        .isEqualTo(Outcome.RETRY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_good_status_with_a_body_without_end_never_counts_against_the_channel(
      String name, AnswerTable table) throws Exception {
    Outcome outcome =
        deliver(
            table,
            (request, out) -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 27262976\r\n\r\n");
              for (int i = 0; i < 27_262; i++) {
                write(out, "\u00ff<".repeat(333));
              }
            },
            Duration.ofSeconds(20));

    assertThat(outcome).isIn(Outcome.DELIVERED, Outcome.UNSURE, Outcome.RETRY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_good_status_with_a_dripping_body_ends_in_time(String name, AnswerTable table)
      throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Outcome outcome =
        deliver(
            table,
            (request, out) -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"");
              never.await();
            },
            LIMIT);

    assertThat(outcome).isIn(Outcome.DELIVERED, Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_throttle_with_garbage_in_it_is_a_pause(String name, AnswerTable table) throws Exception {
    Outcome outcome =
        deliver(
            table,
            LocalServer.reply(
                429, "{\"retry_after\":\"x\",\"parameters\":[]}", "Retry-After: \u00fcber"),
            Duration.ofSeconds(20));

    assertThat(outcome).isIn(Outcome.WAIT_UNTIL, Outcome.RETRY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_redirect_is_never_followed(String name, AnswerTable table) throws Exception {
    Outcome outcome =
        deliver(table, LocalServer.reply(302, "", "Location: /elsewhere"), Duration.ofSeconds(20));

    assertThat(outcome).isEqualTo(Outcome.BAD_CHANNEL);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void neither_name_nor_reason_holds_a_secret(String name, AnswerTable table) throws Exception {
    try (LocalServer server =
        start(
            table,
            (request, out) ->
                LocalServer.reply(
                        400, request.target() + " " + request.headers().values() + request.body())
                    .answer(request, out))) {
      Channel channel = open(table, server, Duration.ofSeconds(20));
      DeliveryResult result = channel.deliver(LocalChannels.ALERT);
      ChannelUrl url =
          ChannelUrl.parse(
              table.url().replace("{server}", server.address()),
              ChannelKinds.ALL.stream()
                  .filter(kind -> kind.schemes().contains(ChannelUrl.schemeOf(table.url()).get()))
                  .findFirst()
                  .get()
                  .shape()
                  .authority());
      for (String secret : url.secrets()) {
        boolean address = secret.matches("-?\\d+:\\d+|[#!+].*");
        if (secret.length() >= 16 && !address) {
          assertThat(result.reason()).doesNotContain(secret);
          assertThat(channel.name()).doesNotContain(secret);
          assertThat(url.toString()).doesNotContain(secret);
        }
      }
    }
  }
}
