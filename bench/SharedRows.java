import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Check-ins that change nothing, on a PostgreSQL that one, two and three instances share: against
 * the same on SQLite, and what they cost PostgreSQL.
 *
 * <p>All instances are on the one core of the servers, PostgreSQL on that of the load: what several
 * add on cores of their own is not seen here, only what they cost.
 */
final class SharedRows {
  private static final int INSTANCES = 3;

  /** Longer than "last seen" may wait to be written. */
  private static final long WRITTEN_MILLIS = 12_000;

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  SharedRows(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Unchanged check-ins on PostgreSQL");
    int networks = plan.networks() / 10;
    Site alone = new Site(jar, directory, networks).seeded();
    List<Server> instances = new ArrayList<>();
    try (Postgres postgres = new Postgres(directory)) {
      Site shared = new Site(jar, directory, networks, postgres.create("unchanged")).seeded();
      report.note("%,d networks; all instances on the one core of the servers", networks);
      try (Server sqlite = alone.start(Server.PINNED, Server.LAUNCHER, Map.of())) {
        for (int i = 0; i < INSTANCES; i++) {
          instances.add(shared.start(Server.PINNED, Server.LAUNCHER, Map.of()));
          instances.get(i).answersAfterMillis(shared.firstToken());
        }
        sqlite.answersAfterMillis(alone.firstToken());
        compare(
            new Load("unchanged", alone.tokens()),
            sqlite,
            new Load("unchanged", shared.tokens(), 64, postgres::usedMillis),
            instances);
        lastSeen(shared, postgres, instances.get(0));
      } finally {
        instances.forEach(Server::close);
      }
    }
  }

  private void compare(Load toAlone, Server sqlite, Load toShared, List<Server> instances)
      throws Exception {
    report.note("%-9s %s", "SQLite", toAlone.run(sqlite, plan.warmUp()));
    report.note("%-9s %s", "shared", toShared.run(instances, 2 * plan.warmUp()));
    Ratios toSqlite = new Ratios();
    List<Ratios> toOne = new ArrayList<>();
    List<Spread> service = new ArrayList<>();
    List<Spread> database = new ArrayList<>();
    Spread sqliteMicros = new Spread();
    for (int i = 0; i < INSTANCES; i++) {
      toOne.add(new Ratios());
      service.add(new Spread());
      database.add(new Spread());
    }
    while (toSqlite.wantMore(plan)) {
      Load.Round base = toAlone.run(sqlite, plan.seconds());
      report.note("%-9s %s", "SQLite", base);
      sqliteMicros.add(base.serverMicros());
      List<Load.Round> rounds = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        Load.Round round = toShared.run(instances.subList(0, i + 1), plan.seconds());
        report.note(
            "%-9s %s, PostgreSQL %3.0f %%", i + 1 + " shared", round, 100 * round.besideShare());
        rounds.add(round);
        service.get(i).add(round.serverMicros());
        database.get(i).add(round.besideMicros());
        toOne
            .get(i)
            .add(round.rate() / rounds.get(0).rate(), round.noisy() || rounds.get(0).noisy());
      }
      toSqlite.add(rounds.get(0).rate() / base.rate(), base.noisy() || rounds.get(0).noisy());
    }
    report.row("unchanged, PostgreSQL / SQLite", toSqlite.text(), "0.3");
    for (int i = 1; i < INSTANCES; i++) {
      report.row("  " + (i + 1) + " instances on the same core / 1", toOne.get(i).text(), "none");
    }
    report.row(
        "processor time, SQLite: service", sqliteMicros.text("%.1f") + " microseconds", "none");
    for (int i = 0; i < INSTANCES; i++) {
      report.row(
          "  " + (i + 1) + " on PostgreSQL: service",
          service.get(i).text("%.1f") + " microseconds",
          "none");
      report.row(
          "  " + (i + 1) + " on PostgreSQL: PostgreSQL",
          database.get(i).text("%.1f") + " microseconds",
          "none");
    }
  }

  /** What is written after check-ins of networks that call seldom: for each, one row. */
  private void lastSeen(Site shared, Postgres postgres, Server instance) throws Exception {
    Load load = new Load("unchanged", shared.tokens(), 64, postgres::usedMillis);
    Spread micros = new Spread();
    Spread bytes = new Spread();
    for (int round = 0; round < plan.rounds(); round++) {
      see(shared, System.currentTimeMillis());
      double idle = used(postgres, () -> Thread.sleep(WRITTEN_MILLIS));
      Load.Round fresh = load.run(instance, plan.seconds());
      see(shared, 0);
      long logged = postgres.logged();
      Load.Round[] old = new Load.Round[1];
      double used =
          used(
              postgres,
              () -> {
                old[0] = load.run(instance, plan.seconds());
                Thread.sleep(WRITTEN_MILLIS);
              });
      long written = count(shared);
      double asked = fresh.besideMicros() * old[0].answers() + idle;
      micros.add(Math.max(0, used - asked) / written);
      bytes.add((double) (postgres.logged() - logged) / written);
      report.note(
          "%,d check-ins of networks that had long been silent, %,d rows written",
          old[0].answers(), written);
    }
    report.row(
        "\"last seen\": PostgreSQL's time for one", micros.text("%.1f") + " microseconds", "none");
    report.row("  its write-ahead log", bytes.text("%.0f") + " bytes", "none");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double used(Postgres postgres, Work work) throws Exception {
    long before = postgres.usedMillis();
    work.run();
    return (postgres.usedMillis() - before) * 1e3;
  }

  private static void see(Site site, long at) throws Exception {
    try (Connection connection = site.database();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE address SET last_seen = " + at);
      statement.execute("VACUUM address");
      statement.execute("CHECKPOINT");
    }
  }

  private static long count(Site site) throws Exception {
    try (Connection connection = site.database();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM address WHERE last_seen > 0")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
