package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.registry.AnswerTable.Row;
import io.github.scrappyddns.channel.registry.AnswerTable.Verdict;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import io.github.scrappyddns.channel.webpush.PushHosts;
import io.github.scrappyddns.channel.webpush.VapidKey;
import io.github.scrappyddns.words.Language;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/channels.md tells people is what the program does. */
class ChannelDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "channels.md");
  private static final Pattern TABLE =
      Pattern.compile("(<!-- answers: .*? -->\n).*?(<!-- end of answers -->)", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);

  static Stream<ChannelKind> kinds() {
    return ChannelKinds.ALL.stream();
  }

  private static String section(ChannelKind kind) throws Exception {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("\n### " + kind.title() + "\n");
    assertThat(start).as("a section ### " + kind.title()).isPositive();
    int end = text.indexOf("\n##", start + 4);
    return text.substring(start, end);
  }

  @Test
  void the_table_of_answers_is_the_one_that_the_tests_hold_us_to() throws Exception {
    String text = Files.readString(DOCUMENT);
    Matcher table = TABLE.matcher(text);
    assertThat(table.find()).isTrue();
    String current = table.replaceFirst("$1" + Matcher.quoteReplacement(table()) + "$2");
    if (Boolean.getBoolean("scrappy.write.docs")) {
      Files.writeString(DOCUMENT, current);
      return;
    }
    assertThat(text)
        .as("docs/channels.md is stale; regenerate its table with make docs")
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_has_a_section_whose_examples_work(ChannelKind kind) throws Exception {
    Matcher example = EXAMPLE.matcher(section(kind));
    assertThat(example.find()).as("an example of " + kind.title()).isTrue();
    List<String> urls = example.group(1).lines().toList();
    Channels.Parsed parsed =
        new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of())
            .withBrowsers(
                new ApplicationServer(
                    VapidKey::generate,
                    PushHosts.KNOWN,
                    Optional.empty(),
                    Language.ENGLISH,
                    InstantSource.system()))
            .parse(urls, List.of());

    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.channels()).hasSizeGreaterThanOrEqualTo(urls.size());
    assertThat(urls).allMatch(url -> ChannelKinds.of(url).equals(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_section_names_the_options_of_its_usage_line(ChannelKind kind) throws Exception {
    String section = section(kind);
    Matcher option =
        Pattern.compile("(?<![-+:A-Za-z_])(?!priority)([a-z_]+)=").matcher(kind.usage());
    while (option.find()) {
      assertThat(section).as(kind.title()).contains(option.group(1) + "=");
    }
  }

  private static String table() {
    String marks = "\n| service | says yes with |\n|---|---|\n";
    String answers = "\n| service | answer | status | class |\n|---|---|---|---|\n";
    return AnswerTable.all().values().stream()
            .map(table -> "| " + table.service() + " | " + table.mark() + " |")
            .collect(Collectors.joining("\n", marks, "\n"))
        + AnswerTable.all().values().stream()
            .flatMap(table -> table.rows().stream().map(row -> line(table, row)))
            .collect(Collectors.joining("\n", answers, "\n\n"));
  }

  private static String line(AnswerTable table, Row row) {
    String verdicts =
        row.verdicts().stream().map(ChannelDocumentTest::verdict).collect(Collectors.joining("; "));
    return "| "
        + table.service()
        + " | "
        + row.when()
        + " | "
        + row.status()
        + " | "
        + verdicts
        + " |";
  }

  private static String verdict(Verdict verdict) {
    String after = verdict.after().isZero() ? "" : "after " + duration(verdict.after()) + " ";
    String outcome =
        verdict.outcome() == Outcome.WAIT_UNTIL
            ? "wait " + rest(verdict)
            : verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return after + outcome;
  }

  private static String rest(Verdict verdict) {
    String until = verdict.until().orElseThrow();
    return until.startsWith("+")
        ? duration(Duration.parse("PT" + until.substring(1)))
        : "until the quota resets";
  }

  private static String duration(Duration duration) {
    if (duration.toMillis() % 3_600_000 == 0) {
      return duration.toHours() + " h";
    }
    return duration.toMillis() % 60_000 == 0
        ? duration.toMinutes() + " min"
        : BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
