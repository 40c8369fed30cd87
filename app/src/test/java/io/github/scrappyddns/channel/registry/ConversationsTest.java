package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Services that take more than one call. */
class ConversationsTest {
  private final List<String> tokens = new CopyOnWriteArrayList<>(List.of("first"));

  /** A homeserver that knows one token at a time. */
  private void homeserver(Received request, OutputStream out)
      throws IOException, InterruptedException {
    String token = tokens.get(tokens.size() - 1);
    boolean known = request.header("authorization").equals("Bearer " + token);
    if (request.target().endsWith("/login")) {
      boolean right = request.json().path("password").asText().equals("s3cret");
      answer(
          out,
          right ? 200 : 403,
          right ? "{\"access_token\":\"" + token + "\"}" : "{\"errcode\":\"M_FORBIDDEN\"}");
    } else if (!known) {
      answer(out, 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\"}");
    } else if (request.target().contains("/join/")) {
      answer(out, 200, "{\"room_id\":\"!abc:h\"}");
    } else {
      answer(out, 200, "{\"event_id\":\"$e\"}");
    }
  }

  private static void answer(OutputStream out, int status, String body)
      throws IOException, InterruptedException {
    LocalServer.reply(status, body).answer(new Received("", "", java.util.Map.of(), ""), out);
  }

  private static List<String> steps(LocalServer server) {
    return server.requests().stream()
        .map(request -> request.target().replaceAll("/_matrix/client/v3|/rooms|/m.room.*", ""))
        .toList();
  }

  @Test
  void matrix_logs_in_and_joins_once_and_then_only_writes() throws Exception {
    try (LocalServer server = LocalServer.start(this::homeserver)) {
      Channel channel =
          new LocalChannels(server).open("matrix://me:s3cret@" + server.address() + "/home").get(0);

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(steps(server))
          .containsExactly(
              "/login", "/join/%23home%3A127.0.0.1", "/%21abc%3Ah/send", "/%21abc%3Ah/send");
    }
  }

  @Test
  void matrix_logs_in_anew_where_its_token_was_withdrawn() throws Exception {
    try (LocalServer server = LocalServer.start(this::homeserver)) {
      Channel channel =
          new LocalChannels(server).open("matrix://me:s3cret@" + server.address() + "/home").get(0);
      channel.deliver(LocalChannels.ALERT);
      tokens.add("second");

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @Test
  void matrix_never_makes_an_account_of_a_password_that_is_wrong() throws Exception {
    try (LocalServer server = LocalServer.start(this::homeserver)) {
      Channel channel =
          new LocalChannels(server)
              .open("matrix://me:wrong-word@" + server.address() + "/home")
              .get(0);

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(channel.verify().orElseThrow().outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(steps(server)).containsOnly("/login");
    }
  }

  @Test
  void a_room_that_cannot_be_entered_was_not_written_to() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              if (!request.target().contains("/join/")) {
                homeserver(request, out);
              }
            })) {
      Channel channel =
          new LocalChannels(server).open("matrix://first@" + server.address() + "/!r:h").get(0);

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(steps(server)).containsExactly("/join/%21r%3Ah");
    }
  }

  @Test
  void telegram_follows_a_group_to_its_new_number() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              boolean moved = request.json().path("chat_id").asText().equals("-1009");
              answer(
                  out,
                  moved ? 200 : 400,
                  moved
                      ? "{\"ok\":true,\"result\":{\"message_id\":11}}"
                      : "{\"ok\":false,\"description\":\"Bad Request: group chat was upgraded\","
                          + "\"parameters\":{\"migrate_to_chat_id\":-1009}}");
            })) {
      Channel channel = new LocalChannels(server).open("tgram://123456789:AbC-dEf/-5").get(0);

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void telegram_does_not_follow_for_ever() throws Exception {
    try (LocalServer server =
        LocalServer.start(
            (request, out) ->
                answer(
                    out,
                    400,
                    "{\"ok\":false,\"parameters\":{\"migrate_to_chat_id\":"
                        + (request.json().path("chat_id").asLong() - 1)
                        + "}}"))) {
      Channel channel = new LocalChannels(server).open("tgram://123456789:AbC-dEf/-5").get(0);

      assertThat(channel.deliver(LocalChannels.ALERT).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(server.requests()).hasSize(2);
    }
  }
}
