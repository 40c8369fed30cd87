package io.github.scrappyddns.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.AnswerTable.Row;
import io.github.scrappyddns.channel.AnswerTable.Verdict;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTableTest {
  static Stream<Arguments> every_answer() {
    return Channels.KINDS.stream()
        .map(kind -> AnswerTable.of(kind.schemes().get(0)))
        .flatMap(
            table -> table.rows().stream().map(row -> Arguments.of(table.scheme(), row, table)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("every_answer")
  void an_answer_is_read_for_what_it_means(String scheme, Row row, AnswerTable table)
      throws Exception {
    StrictService service = new StrictService(table.rules());
    List<String> complaints = new ArrayList<>();
    LocalServer.Script answer =
        LocalServer.reply(row.status(), row.body(), row.headers().toArray(String[]::new));
    try (LocalServer server =
        LocalServer.start(
            (request, out) -> {
              complaints.addAll(service.complaints(request));
              answer.answer(request, out);
            })) {
      Bench bench = new Bench(server);
      Channel channel = bench.open(table.url().replace("{server}", server.address())).get(0);
      Duration passed = Duration.ZERO;
      for (Verdict verdict : row.verdicts()) {
        bench.clock.advance(verdict.after().minus(passed));
        passed = verdict.after();
        DeliveryResult result = channel.deliver(Bench.ALERT);

        assertThat(complaints).isEmpty();
        assertThat(result.outcome()).as(result.reason()).isEqualTo(verdict.outcome());
        assertThat(result.reason()).isNotBlank();
        if (result.outcome() == Outcome.WAIT_UNTIL) {
          assertThat(result.until()).isEqualTo(verdict.untilInstant().orElseThrow());
        }
      }
      assertThat(server.requests()).hasSize(row.verdicts().size());
    }
  }
}
