package io.github.scrappyddns.metrics;

import io.github.scrappyddns.relay.DeliveryTally;
import io.github.scrappyddns.view.Backlog;
import io.github.scrappyddns.view.Overview;
import io.github.scrappyddns.web.CheckInTally;
import io.github.scrappyddns.web.Dialect;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of a moment as Prometheus names them. No label holds a token, an address or a name.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus: metric and label
 *     naming</a>
 */
final class Figures {
  private static final String OWN = "scrappy_ddns_";

  private final Sources sources;
  private final List<MetricSnapshot> all = new ArrayList<>();

  private Figures(Sources sources) {
    this.sources = sources;
  }

  /** Looks at everything; what the database is to say is left out while that is away. */
  static MetricSnapshots of(Sources sources) {
    Figures figures = new Figures(sources);
    figures.checkIns();
    figures.deliveries();
    figures.state();
    figures.process();
    return new MetricSnapshots(figures.all);
  }

  private void checkIns() {
    CounterSnapshot.Builder calls =
        CounterSnapshot.builder()
            .name(OWN + "check_ins")
            .help("Check-ins since the start, by the words they came in and what became of them.");
    for (Dialect dialect : Dialect.values()) {
      for (CheckInTally.Outcome outcome : CheckInTally.Outcome.values()) {
        calls.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(Labels.of("dialect", word(dialect), "outcome", word(outcome)))
                .value((double) sources.checkIns().of(dialect, outcome))
                .build());
      }
    }
    all.add(calls.build());
    counter("refused_calls", "Calls since the start that no token let in.", sources.refusals());
    gauge(
        "waiting_check_ins",
        "Check-ins that wait to be compared with the database, or stored.",
        sources.waiting());
    all.add(
        SummarySnapshot.builder()
            .name(OWN + "store_seconds")
            .help("How long storing changes took: one transaction for all that waited.")
            .dataPoint(
                SummaryDataPointSnapshot.builder()
                    .count(sources.stores().transactions())
                    .sum(sources.stores().seconds())
                    .build())
            .build());
  }

  private void deliveries() {
    CounterSnapshot.Builder attempts =
        CounterSnapshot.builder()
            .name(OWN + "deliveries")
            .help("Attempts to deliver alerts since the start, by the kind of channel.");
    DeliveryTally.Reader reader =
        (kind, outcome, count) ->
            attempts.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("kind", kind, "outcome", word(outcome)))
                    .value((double) count)
                    .build());
    sources.deliveries().read(reader);
    all.add(attempts.build());
    counter(
        "pages", "Calls of the dashboard since the start, its pictures included.", sources.pages());
  }

  private void state() {
    gauge("storage_up", "1 while changes can be stored, else 0.", sources.canStore() ? 1 : 0);
    Optional<Backlog> backlog = sources.backlog();
    backlog.ifPresent(
        known -> {
          gauge(
              "owed_alerts",
              "Pairs of a channel and a network with news that has not arrived yet.",
              known.debts());
          gauge(
              "oldest_owed_alert_seconds",
              "The age of the oldest news that has not arrived yet; 0 where there is none.",
              known.oldest().map(this::age).orElse(0.0));
        });
    Optional<Overview> overview = sources.overview();
    overview.ifPresent(
        known -> {
          gauge("networks", "Networks in force.", known.all());
          gauge("silent_networks", "Networks that are silent.", known.silent().count());
        });
  }

  private double age(Instant then) {
    return Math.max(0, Duration.between(then, sources.now()).toMillis() / 1000.0);
  }

  private void process() {
    all.add(
        InfoSnapshot.builder()
            .name(OWN + "build")
            .help("Which program this is.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", sources.version()))
                    .build())
            .build());
    ProcessHandle.Info info = ProcessHandle.current().info();
    info.startInstant()
        .ifPresent(
            start ->
                plainGauge(
                    "process_start_time_seconds",
                    "When the process began, in seconds since 1970.",
                    start.toEpochMilli() / 1000.0));
    info.totalCpuDuration()
        .ifPresent(
            used ->
                all.add(
                    CounterSnapshot.builder()
                        .name("process_cpu_seconds")
                        .help("Processor time that the process has used.")
                        .dataPoint(
                            CounterDataPointSnapshot.builder().value(used.toMillis() / 1e3).build())
                        .build()));
    Runtime runtime = Runtime.getRuntime();
    plainGauge(
        "jvm_heap_used_bytes",
        "Heap in use, garbage included.",
        (double) (runtime.totalMemory() - runtime.freeMemory()));
    plainGauge(
        "jvm_heap_max_bytes", "The greatest heap there may be.", (double) runtime.maxMemory());
  }

  private void counter(String name, String help, long value) {
    all.add(
        CounterSnapshot.builder()
            .name(OWN + name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
            .build());
  }

  private void gauge(String name, String help, double value) {
    plainGauge(OWN + name, help, value);
  }

  private void plainGauge(String name, String help, double value) {
    all.add(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
