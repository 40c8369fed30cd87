import java.nio.file.Path;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;

/** Changes on a PostgreSQL that is 5 ms away: what a transaction of one costs, and of very many. */
final class RoundTripsRow {
  private static final long AWAY_MILLIS = 5;
  private static final int CALLERS = 450;
  private static final int ALONE = 20;

  /** More connections of one caller than the launcher's heap allows. */
  private static final List<String> ROOM = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /** A batch holds 256 at most. */
  private static final int LARGE = 200;

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  RoundTripsRow(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("PostgreSQL " + AWAY_MILLIS + " ms away");
    try (Postgres postgres = new Postgres(directory);
        DistantProxy proxy = new DistantProxy(postgres.port(), AWAY_MILLIS)) {
      Site site = new Site(jar, directory, CALLERS, postgres.create("distant")).seeded();
      String url = Postgres.url(proxy.port(), "distant");
      Map<String, String> distant = Map.of("SCRAPPY_DATABASE_URL", url);
      try (Server server = site.start(Server.PINNED, ROOM, distant)) {
        server.answersAfterMillis(site.firstToken());
        proxy.take();
        for (int i = 0; i < ALONE; i++) {
          server.status(site.firstToken() + "?ip_address=11.22.33." + i);
        }
        List<DistantProxy.Told> alone = proxy.take();
        Load one = new Load("changed", site.tokens(), 1, postgres::usedMillis);
        Load many = new Load("changed", site.tokens(), CALLERS, postgres::usedMillis);
        many.run(server, plan.warmUp());
        proxy.take();
        report.note("1 caller: %s", one.run(server, plan.seconds()));
        report.note("%d callers: %s", CALLERS, many.run(server, plan.seconds()));
        List<DistantProxy.Told> large =
            proxy.take().stream().filter(told -> told.rows() >= LARGE).toList();
        int largest =
            large.stream().map(DistantProxy.Told::rows).max(Comparator.naturalOrder()).orElse(0);
        report.row("round trips of a transaction of 1 change", text(alone), "none");
        report.row(
            "  of " + LARGE + " to " + largest + " changes", text(large), "no more than of 1");
      }
    }
  }

  private static String text(List<DistantProxy.Told> transactions) {
    IntSummaryStatistics trips =
        transactions.stream().mapToInt(DistantProxy.Told::roundTrips).summaryStatistics();
    return "%d to %d  (%d transactions)"
        .formatted(trips.getMin(), trips.getMax(), trips.getCount());
  }
}
