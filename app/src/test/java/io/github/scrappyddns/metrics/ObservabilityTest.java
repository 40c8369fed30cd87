package io.github.scrappyddns.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus, its tools and those of OpenMetrics make of the figures and of our rules. */
@Tag("slow")
@Tag("installed")
class ObservabilityTest {
  private static final Path RULES = Path.of("..", "dist", "observability");

  /** What Prometheus itself adds to each target. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Pattern SERIES =
      Pattern.compile("\\b((?:scrappy_ddns|process|jvm)_\\w+|up)\\b");

  private static final String OPEN_METRICS =
      """
      import sys
      from prometheus_client.openmetrics.parser import text_string_to_metric_families
      print(len(list(text_string_to_metric_families(sys.stdin.read()))))
      """;

  @TempDir Path directory;
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages = new ServedPages(directory, "Home");
    pages.call(1, "203.0.113.7");
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private static InstalledProgram promtool() {
    return InstalledProgram.named("promtool", "prometheus");
  }

  private String scrape(String accept) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pages.address() + "/metrics"))
            .header("Accept", accept)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private Ended piped(InstalledProgram program, String text, String... arguments)
      throws IOException {
    Path file = Files.writeString(directory.resolve("figures.txt"), text);
    List<String> command = new ArrayList<>(List.of("-c", "\"$0\" \"$@\" < " + file));
    command.add(program.file().toString());
    command.addAll(List.of(arguments));
    return InstalledProgram.named("bash", "bash").run(directory, command.toArray(String[]::new));
  }

  @Test
  void prometheus_finds_nothing_wrong_with_the_text() throws Exception {
    Ended checked = piped(promtool(), scrape("text/plain"), "check", "metrics");
    assertThat(checked.output()).isEmpty();
    assertThat(checked.status()).isZero();
  }

  @Test
  void the_reference_parser_reads_open_metrics() throws Exception {
    InstalledProgram python = InstalledProgram.named("python3", "python3");
    Ended read = piped(python, scrape("application/openmetrics-text"), "-c", OPEN_METRICS);
    assertThat(read.status()).as(read.output()).isZero();
    assertThat(Integer.parseInt(read.output().strip())).isGreaterThan(10);
  }

  @Test
  void the_alerts_come_when_they_should_and_not_before() throws Exception {
    Path copy = Files.createDirectory(directory.resolve("rules"));
    for (String name : List.of("alerts.yaml", "alerts-test.yaml")) {
      Files.copy(RULES.resolve(name), copy.resolve(name));
    }
    Ended checked = promtool().run(copy, "check", "rules", "alerts.yaml");
    assertThat(checked.status()).as(checked.output()).isZero();
    Ended tried = promtool().run(copy, "test", "rules", "alerts-test.yaml");
    assertThat(tried.status()).as(tried.output()).isZero();
  }

  @Test
  void each_alert_is_tried_and_rests_on_what_there_is() throws Exception {
    String rules = Files.readString(RULES.resolve("alerts.yaml"));
    String tests = Files.readString(RULES.resolve("alerts-test.yaml"));
    Matcher alert = Pattern.compile("- alert: (\\w+)").matcher(rules);
    Set<String> untried = new TreeSet<>();
    while (alert.find()) {
      if (!tests.contains("alertname: " + alert.group(1))) {
        untried.add(alert.group(1));
      }
    }
    assertThat(untried).isEmpty();
    String expressions =
        rules.lines().filter(line -> line.contains("expr:")).collect(Collectors.joining("\n"));
    assertThat(series(expressions)).isNotEmpty().isSubsetOf(known());
  }

  @Test
  void the_board_shows_only_what_there_is() throws Exception {
    JsonNode board = new ObjectMapper().readTree(RULES.resolve("grafana.json").toFile());
    StringBuilder expressions = new StringBuilder();
    board.findValuesAsText("expr").forEach(one -> expressions.append(one).append('\n'));
    assertThat(series(expressions.toString())).hasSizeGreaterThan(8).isSubsetOf(known());
  }

  private static Set<String> series(String text) {
    return SERIES.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  private Set<String> known() throws Exception {
    Set<String> names = new TreeSet<>(OF_PROMETHEUS);
    Scrape.read(scrape("text/plain"))
        .keySet()
        .forEach(name -> names.add(name.replaceFirst("\\{.*", "")));
    return names;
  }

  @Test
  void a_real_prometheus_scrapes_it() throws Exception {
    Path home = Files.createDirectory(directory.resolve("prometheus"));
    Files.writeString(
        home.resolve("prometheus.yml"),
        "global: { scrape_interval: 1s }\n"
            + "scrape_configs: [{ job_name: scrappy-ddns, static_configs: [{ targets: ['127.0.0.1:"
            + pages.port()
            + "'] }] }]\n");
    int port = freePort();
    Process server =
        new ProcessBuilder(
                InstalledProgram.named("prometheus", "prometheus").file().toString(),
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log.txt").toFile())
            .start();
    try {
      String query = "http://127.0.0.1:" + port + "/api/v1/query?query=scrappy_ddns_networks";
      Await.until("it has scraped", () -> asked(query).contains(",\"1\"]"));
      assertThat(asked(query)).contains("\"job\":\"scrappy-ddns\"");
    } finally {
      server.destroy();
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String asked(String url) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return ""; // It has not started yet.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
