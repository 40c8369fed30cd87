package io.github.scrappyddns.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.AnswerTable;
import io.github.scrappyddns.channel.registry.AnswerTable.Row;
import io.github.scrappyddns.channel.registry.AnswerTable.Verdict;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalMailServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the answers of a mail server mean. */
class MailAnswerTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  static Stream<Row> every_answer() {
    return AnswerTable.of("mailtos").rows().stream();
  }

  private static String url(int port) {
    return AnswerTable.of("mailtos").url().replace("{server}", "127.0.0.1:" + port);
  }

  private static Channel open(int port, Duration limit) {
    return new LocalChannels("http://127.0.0.1", limit, LocalChannels.systemTrust())
        .open(url(port))
        .get(0);
  }

  private static DeliveryResult deliver(String command, String reply, Duration limit)
      throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of(command, reply))) {
      return open(server.port(), limit).deliver(LocalChannels.ALERT);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_answer")
  void an_answer_is_read_for_what_it_means(Row row) throws Exception {
    String reply = row.status() + " " + row.body();
    try (LocalMailServer server = LocalMailServer.start(Map.of(row.headers().get(0), reply))) {
      LocalChannels local =
          new LocalChannels("http://127.0.0.1", AMPLE, LocalChannels.systemTrust());
      Channel channel = local.open(url(server.port())).get(0);
      Duration passed = Duration.ZERO;
      for (Verdict verdict : row.verdicts()) {
        local.clock().advance(verdict.after().minus(passed));
        passed = verdict.after();
        DeliveryResult result = channel.deliver(LocalChannels.ALERT);

        assertThat(result.outcome()).as(result.reason()).isEqualTo(verdict.outcome());
        assertThat(result.reason()).contains(row.body()).startsWith(row.status() + " ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "552-Sorry, the mailbox of dad is full:/552 the maximum size of 100 MB is reached | RETRY",
        "554-Transaction failed/554 5.2.2 mailbox full, over its size limit | BAD_CHANNEL",
        "554-The message/554 5.3.4 is too large | BAD_MESSAGE",
        "552-This message/552 is too large | BAD_MESSAGE",
        "250-a/554 5.7.1 no | BAD_CHANNEL",
        "250-a/451 4.7.1 later | RETRY",
        "554-a/250 ok | RETRY",
        "250-a/250 ok | DELIVERED",
        "251 taken | DELIVERED",
        "354 go on | RETRY",
        "100 what | RETRY"
      })
  void an_answer_after_the_dot_is_read_to_its_end(String lines, Outcome outcome) throws Exception {
    DeliveryResult result = deliver("end of message", lines.replace("/", "\r\n"), AMPLE);

    assertThat(result.outcome()).as(result.reason()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATA      | 250 ok",
        "DATA      | 220 hello",
        "RCPT TO   | 354 go on",
        "MAIL FROM | 354 go on"
      })
  void an_answer_out_of_turn_is_to_be_retried_and_quoted(String command, String words)
      throws Exception {
    DeliveryResult result = deliver(command, words, AMPLE);

    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.RETRY);
    assertThat(result.reason()).contains(words);
  }

  @Test
  void silence_before_the_end_of_the_message_is_to_be_retried() throws Exception {
    for (String command : new String[] {"connection", "EHLO", "AUTH", "MAIL FROM", "DATA"}) {
      assertThat(deliver(command, LocalMailServer.SILENCE, Duration.ofMillis(400)).outcome())
          .as(command)
          .isEqualTo(Outcome.RETRY);
    }
  }

  @Test
  void silence_after_the_end_of_the_message_leaves_it_unsure() throws Exception {
    DeliveryResult result =
        deliver("end of message", LocalMailServer.SILENCE, Duration.ofMillis(600));

    assertThat(result.outcome()).isEqualTo(Outcome.UNSURE);
  }

  @Test
  void words_that_are_no_smtp_are_to_be_retried() throws Exception {
    assertThat(deliver("connection", "HTTP/1.1 400 Bad Request", AMPLE).outcome())
        .isEqualTo(Outcome.RETRY);
  }

  @Test
  void a_server_that_is_not_there_is_to_be_retried() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }

    assertThat(open(closed, AMPLE).deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void a_login_is_verified_without_a_message() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      assertThat(open(server.port(), AMPLE).verify().orElseThrow().outcome())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL FROM"));
    }
    try (LocalMailServer server = LocalMailServer.start(Map.of("AUTH", "535 5.7.8 No"))) {
      assertThat(open(server.port(), AMPLE).verify().orElseThrow().outcome())
          .isEqualTo(Outcome.BAD_CHANNEL);
    }
  }

  @Test
  void a_server_without_a_login_is_not_asked_for_one() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      String url = "mailto://127.0.0.1:" + server.port() + "/dad@example.org?from=me@example.org";
      LocalChannels local =
          new LocalChannels("http://127.0.0.1", AMPLE, LocalChannels.systemTrust());

      assertThat(local.open(url).get(0).deliver(LocalChannels.ALERT).outcome())
          .isEqualTo(Outcome.DELIVERED);
      assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void starttls_that_is_not_offered_speaks_against_the_channel_and_sends_nothing()
      throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      String url = "mailtos://me:s3cretsesame@127.0.0.1:" + server.port() + "/dad@example.org";
      LocalChannels local =
          new LocalChannels("http://127.0.0.1", AMPLE, LocalChannels.systemTrust());
      DeliveryResult result =
          local.open(url + "?from=me@example.org").get(0).deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(server.commands()).allMatch(line -> line.matches("EHLO .*|QUIT"));
    }
  }
}
