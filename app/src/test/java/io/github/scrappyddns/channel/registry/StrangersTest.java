package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.registry.AnswerTable.Row;
import io.github.scrappyddns.channel.testing.LocalServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who answers in the place of a service, and what is left of its own answer when it is cut: nothing
 * of that ticks an alert off or speaks against the channel, and the next good answer delivers it.
 */
@Tag("slow")
class StrangersTest {
  private static final List<LocalServer.Script> PAGES =
      List.of(
          LocalServer.reply(200, "<!DOCTYPE html><html><body>Sign in to Wi-Fi</body></html>"),
          LocalServer.reply(200, "<script>location='http://portal.example/'</script>"),
          LocalServer.reply(200, "\uFEFF\n<!-- parked --><h1>Buy this domain</h1>"),
          LocalServer.reply(
              200, "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html></html>"),
          LocalServer.reply(200, "<blink>Welcome</blink>", "Content-Type: text/html"),
          LocalServer.reply(404, "404 page not found\n", "Content-Type: text/plain"),
          LocalServer.reply(404, "<html><h1>404 Not Found</h1>nginx</html>"),
          LocalServer.reply(404, "{\"message\":\"no Route matched with those values\"}"),
          LocalServer.reply(403, "<html>Blocked by order of the ministry</html>"),
          LocalServer.reply(400, "<html>The plain HTTP request was sent to HTTPS port</html>"),
          LocalServer.reply(405, ""),
          LocalServer.reply(502, "<html>Bad Gateway</html>"),
          LocalServer.reply(503, "no available server"),
          LocalServer.reply(511, "<html>Network Authentication Required</html>"));

  private static final List<String> OTHERS =
      List.of(
          "",
          " ",
          "It works!",
          "null",
          "{}",
          "\"ok\"",
          "OK, and then some",
          "{\"success\":false}",
          "{\"status\":\"up\",\"version\":\"1.2\"}",
          "{\"ok\":false}",
          "{\"error\":\"no such thing\"}",
          "{\"id\":null,\"code\":-1,\"iden\":{},\"errcode\":7}",
          "[{\"id\":1}] and more");

  /** A text, a number or a word of JSON, but no field's name. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:\\[])(\"[^\"]*\"|true|null|-?\\d+)(?=[,}\\]])");

  static Stream<Arguments> every_channel() {
    return AnswerTable.all().entrySet().stream()
        .filter(table -> !table.getKey().equals("mailtos"))
        .map(table -> Arguments.of(table.getKey(), table.getValue()));
  }

  /** A receiver of which any good status is a yes has no strangers, but for their bad ones. */
  static Stream<Arguments> every_channel_with_a_mark() {
    return every_channel().filter(table -> !table.get()[0].equals("jsons"));
  }

  /** Browsers' push services are known by name and called by TLS: no stranger has their keys. */
  static Stream<Arguments> every_channel_that_strangers_answer_for() {
    return every_channel().filter(table -> !table.get()[0].equals("webpush"));
  }

  /** The same, without receivers that say yes with any good status. */
  static Stream<Arguments> every_channel_with_a_mark_that_strangers_lack() {
    return every_channel_with_a_mark().filter(table -> !table.get()[0].equals("webpush"));
  }

  private static LocalServer.Script accepted(AnswerTable table) {
    Row row = table.accepted();
    return LocalServer.reply(row.status(), row.body(), row.headers().toArray(String[]::new));
  }

  /** What becomes of the alert at each of these answers, and then at the service's yes. */
  private static List<DeliveryResult> deliver(AnswerTable table, List<LocalServer.Script> scripts)
      throws Exception {
    StrictService service = new StrictService(table.rules());
    List<DeliveryResult> results = new ArrayList<>();
    List<LocalServer.Script> all = new ArrayList<>(scripts);
    all.add(accepted(table));
    try (LocalServer server = LocalServer.start((request, out) -> {})) {
      Channel channel =
          new LocalChannels(server).open(table.url().replace("{server}", server.address())).get(0);
      for (LocalServer.Script script : all) {
        server.script(
            (request, out) -> {
              Optional<String> before = service.answerBefore(request);
              LocalServer.Script next =
                  before.isPresent() ? LocalServer.reply(200, before.get()) : script;
              next.answer(request, out);
            });
        results.add(channel.deliver(LocalChannels.ALERT));
      }
    }
    return results;
  }

  private static List<DeliveryResult> allButTheLast(List<DeliveryResult> results) {
    assertThat(results.get(results.size() - 1).outcome()).isEqualTo(Outcome.DELIVERED);
    return results.subList(0, results.size() - 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_with_a_mark_that_strangers_lack")
  void a_page_or_a_proxy_in_its_place_is_to_be_retried(String name, AnswerTable table)
      throws Exception {
    assertThat(allButTheLast(deliver(table, PAGES)))
        .extracting(DeliveryResult::outcome)
        .containsOnly(Outcome.RETRY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_with_a_mark_that_strangers_lack")
  void a_strangers_yes_is_none(String name, AnswerTable table) throws Exception {
    List<LocalServer.Script> scripts = new ArrayList<>();
    for (String body : OTHERS) {
      scripts.add(LocalServer.reply(200, body));
      scripts.add(LocalServer.reply(201, body));
    }

    assertThat(allButTheLast(deliver(table, scripts)))
        .extracting(DeliveryResult::outcome)
        .isSubsetOf(Outcome.UNSURE, Outcome.RETRY)
        .first()
        .isEqualTo(Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_with_a_mark")
  void no_part_of_its_yes_is_one(String name, AnswerTable table) throws Exception {
    Row row = table.accepted();
    List<LocalServer.Script> scripts = new ArrayList<>();
    for (int length = 0; length < row.body().length(); length++) {
      scripts.add(LocalServer.reply(row.status(), row.body().substring(0, length)));
    }

    assertThat(allButTheLast(deliver(table, scripts)))
        .extracting(DeliveryResult::outcome)
        .doesNotContain(
            Outcome.DELIVERED, Outcome.BAD_CHANNEL, Outcome.BAD_MESSAGE, Outcome.WAIT_UNTIL);
  }

  static Stream<Arguments> every_channel_that_speaks_json() {
    return every_channel_with_a_mark()
        .map(
            table ->
                Arguments.of(
                    table.get()[0],
                    table.get()[1],
                    Json.parse(((AnswerTable) table.get()[1]).accepted().body())))
        .filter(table -> table.get()[2] instanceof ObjectNode);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_that_speaks_json")
  void a_yes_that_names_an_error_leaves_it_unsure(String name, AnswerTable table, ObjectNode yes)
      throws Exception {
    List<LocalServer.Script> scripts = new ArrayList<>();
    for (String error : List.of("error", "errors", "errorCode")) {
      ObjectNode both = yes.deepCopy();
      both.set(error, Json.parse(error.equals("errors") ? "[\"no\"]" : "401"));
      scripts.add(LocalServer.reply(table.accepted().status(), both.toString()));
    }

    assertThat(allButTheLast(deliver(table, scripts)))
        .extracting(DeliveryResult::outcome)
        .containsOnly(Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_that_speaks_json")
  void a_yes_in_other_types_is_none(String name, AnswerTable table, ObjectNode yes)
      throws Exception {
    List<LocalServer.Script> scripts =
        Stream.<UnaryOperator<String>>of(
                value -> value.startsWith("\"") ? "true" : "\"" + value + "\"",
                value -> value.equals("true") ? "1" : "true")
            .map(other -> VALUE.matcher(yes.toString()).replaceAll(it -> other.apply(it.group())))
            .map(body -> LocalServer.reply(table.accepted().status(), body))
            .toList();

    assertThat(allButTheLast(deliver(table, scripts)))
        .extracting(DeliveryResult::outcome)
        .containsOnly(Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_with_a_mark")
  void a_yes_that_stops_before_its_announced_end_leaves_it_unsure(String name, AnswerTable table)
      throws Exception {
    Row row = table.accepted();
    LocalServer.Script cut =
        (request, out) ->
            out.write(
                ("HTTP/1.1 "
                        + row.status()
                        + " Said\r\nContent-Length: "
                        + (row.body().length() + 1)
                        + "\r\n\r\n"
                        + row.body())
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(allButTheLast(deliver(table, List.of(cut))))
        .extracting(DeliveryResult::outcome)
        .containsExactly(Outcome.UNSURE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel")
  void a_proxy_without_its_service_never_speaks_against_the_message(String name, AnswerTable table)
      throws Exception {
    List<LocalServer.Script> scripts = new ArrayList<>();
    for (int status = 400; status < 600; status++) {
      if (status != 410 && status != 413) {
        scripts.add(LocalServer.reply(status, "<html><h1>" + status + "</h1></html>"));
      }
    }

    assertThat(allButTheLast(deliver(table, scripts)))
        .extracting(DeliveryResult::outcome)
        .doesNotContain(Outcome.BAD_MESSAGE, Outcome.DELIVERED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("every_channel_that_strangers_answer_for")
  void what_lasts_is_told_as_such(String name, AnswerTable table) throws Exception {
    try (LocalServer server = LocalServer.start(LocalServer.reply(404, "404 page not found"))) {
      LocalChannels local = new LocalChannels(server);
      Channel channel = local.open(table.url().replace("{server}", server.address())).get(0);
      channel.deliver(LocalChannels.ALERT);
      local.clock.advance(Duration.ofHours(5));
      DeliveryResult result = channel.deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(result.reason()).contains("404").endsWith("for 5 hours now");
    }
  }
}
