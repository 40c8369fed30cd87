package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.AnswerTable.Row;
import io.github.scrappyddns.channel.registry.AnswerTable.Verdict;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTableTest {
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<Received> requests = new CopyOnWriteArrayList<>();

  static Stream<Arguments> every_answer() {
    return AnswerTable.all().entrySet().stream()
        .filter(table -> !table.getKey().equals("mailtos"))
        .flatMap(
            table ->
                table.getValue().rows().stream()
                    .map(row -> Arguments.of(table.getKey(), row, table.getValue())));
  }

  static Stream<Arguments> every_verification() {
    return AnswerTable.all().entrySet().stream()
        .flatMap(
            table ->
                table.getValue().verifications().stream()
                    .map(row -> Arguments.of(table.getKey(), row, table.getValue())));
  }

  private LocalServer start(StrictService service, Row row) {
    LocalServer.Script answer =
        LocalServer.reply(row.status(), row.body(), row.headers().toArray(String[]::new));
    return LocalServer.start(
        (request, out) -> {
          Optional<String> before = service.answerBefore(request);
          if (before.isPresent()) {
            LocalServer.reply(200, before.get()).answer(request, out);
            return;
          }
          requests.add(request);
          complaints.addAll(service.complaints(request));
          answer.answer(request, out);
        });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("every_answer")
  void an_answer_is_read_for_what_it_means(String name, Row row, AnswerTable table)
      throws Exception {
    try (LocalServer server = start(new StrictService(table.rules()), row)) {
      LocalChannels local = new LocalChannels(server);
      Channel channel = local.open(table.url().replace("{server}", server.address())).get(0);
      Duration passed = Duration.ZERO;
      for (Verdict verdict : row.verdicts()) {
        local.clock.advance(verdict.after().minus(passed));
        passed = verdict.after();
        DeliveryResult result = channel.deliver(LocalChannels.ALERT);

        assertThat(complaints).isEmpty();
        assertThat(result.outcome()).as(result.reason()).isEqualTo(verdict.outcome());
        assertThat(result.reason()).isNotBlank();
        if (result.outcome() == Outcome.WAIT_UNTIL) {
          assertThat(result.until()).isEqualTo(verdict.untilInstant().orElseThrow());
        }
      }
      assertThat(requests).hasSize(row.verdicts().size());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("every_verification")
  void credentials_are_verified_without_a_message(String name, Row row, AnswerTable table)
      throws Exception {
    List<String> rules = new ArrayList<>(List.of(table.question()));
    table.rules().stream()
        .filter(rule -> rule.matches("header (authorization|x-gotify-key|access-token) .*"))
        .forEach(rules::add);
    try (LocalServer server = start(new StrictService(rules), row)) {
      Channel channel =
          new LocalChannels(server).open(table.url().replace("{server}", server.address())).get(0);
      Optional<DeliveryResult> result = channel.verify();

      assertThat(complaints).isEmpty();
      assertThat(requests).hasSize(1);
      assertThat(result.map(DeliveryResult::outcome))
          .isEqualTo(row.verdicts().stream().map(Verdict::outcome).findFirst());
    }
  }
}
