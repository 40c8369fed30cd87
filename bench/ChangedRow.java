import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes, each on disk before its answer, against commits of the same database one by one. */
final class ChangedRow {
  /** One for each caller. */
  private static final int NETWORKS = 64;

  private static final Pattern COMMITS = Pattern.compile("COMMITS (\\S+) SYNC (\\S+)");

  private record Commits(double rate, double syncMicros, double othersShare) {
    boolean noisy() {
      return Noise.disturbs(othersShare);
    }
  }

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  ChangedRow(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Changed check-ins");
    measure(
        new Site(jar, directory, NETWORKS), "", () -> 0, "changed, 64 clients / single commits");
  }

  void measureShared() throws Exception {
    report.heading("Changed check-ins on PostgreSQL");
    try (Postgres postgres = new Postgres(directory)) {
      String url = postgres.create("changed");
      String title = "changed on PostgreSQL / single commits to it";
      measure(new Site(jar, directory, NETWORKS, url), url, postgres::usedMillis, title);
    }
  }

  private void measure(Site empty, String url, LongSupplier beside, String title) throws Exception {
    Site site = empty.seeded();
    long before = site.events();
    long answers = 0;
    Spread sync = new Spread();
    Spread service = new Spread();
    Spread database = new Spread();
    Ratios ratios = new Ratios();
    try (Server server = site.start(Server.PINNED, Server.LAUNCHER, Map.of())) {
      server.answersAfterMillis(site.firstToken());
      Load load = new Load("changed", site.tokens(), NETWORKS, beside);
      Load.Round warmUp = load.run(server, plan.warmUp());
      answers += warmUp.answers();
      report.note("%-9s %s", "warm-up", warmUp);
      while (ratios.wantMore(plan)) {
        Commits commits = commits(directory, url, beside);
        Load.Round round = load.run(server, plan.seconds());
        answers += round.answers();
        sync.add(commits.syncMicros);
        service.add(round.serverMicros());
        database.add(round.besideMicros());
        ratios.add(round.rate() / commits.rate, round.noisy() || commits.noisy());
        report.note(
            "%-9s %7.0f/s  others %3.0f %%", "single", commits.rate, 100 * commits.othersShare);
        report.note("%-9s %s", "changed", round);
      }
    }
    report.note(
        "%,d answers of 200, %,d changes on disk (each run may leave %d calls unanswered)",
        answers, site.events() - before, NETWORKS);
    report.note("writing and syncing 4 KB takes %s microseconds", sync.text("%.0f"));
    report.row(title, ratios.text(), "5");
    report.row("  processor time of the service", service.text("%.0f") + " microseconds", "none");
    if (!url.isEmpty()) {
      report.row("  processor time of PostgreSQL", database.text("%.0f") + " microseconds", "none");
    }
  }

  /** A process of its own, on the core of the server, which idles meanwhile. */
  private Commits commits(Path place, String url, LongSupplier beside)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Server.PINNED);
    command.addAll(List.of(Machine.program("java"), "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SingleCommits.class.getName(), place.toString()));
    command.addAll(List.of("1500", String.valueOf(plan.seconds() * 500)));
    if (!url.isEmpty()) {
      command.add(url);
    }
    Noise noise = new Noise();
    long besideBefore = beside.getAsLong();
    Command run = Command.run(command);
    Matcher found = COMMITS.matcher(run.output());
    if (!found.find()) {
      throw new IllegalStateException("The single commits failed:\n" + run.output());
    }
    return new Commits(
        Double.parseDouble(found.group(1)),
        Double.parseDouble(found.group(2)),
        noise.others(run.usedMillis() + beside.getAsLong() - besideBefore));
  }
}
