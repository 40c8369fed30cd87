import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes, each on disk before its answer, against commits of SQLite one by one. */
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
    Site site = new Site(jar, directory, NETWORKS).seeded();
    long before = site.events();
    long answers = 0;
    Spread sync = new Spread();
    Ratios ratios = new Ratios();
    try (Server server = site.start(Server.PINNED, Server.LAUNCHER, Map.of())) {
      server.answersAfterMillis(site.firstToken());
      Load load = new Load("changed", site.tokens());
      Load.Round warmUp = load.run(server, plan.warmUp());
      answers += warmUp.answers();
      report.note("%-9s %s", "warm-up", warmUp);
      while (ratios.wantMore(plan)) {
        Commits commits = commits(directory);
        Load.Round round = load.run(server, plan.seconds());
        answers += round.answers();
        sync.add(commits.syncMicros);
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
    report.row("changed, 64 clients / single commits", ratios.text(), "3");
  }

  /** A process of its own, on the core of the server, which idles meanwhile. */
  private Commits commits(Path place) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Server.PINNED);
    command.addAll(List.of(Machine.program("java"), "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SingleCommits.class.getName(), place.toString()));
    command.addAll(List.of("1500", String.valueOf(plan.seconds() * 500)));
    Noise noise = new Noise();
    Command run = Command.run(command);
    Matcher found = COMMITS.matcher(run.output());
    if (!found.find()) {
      throw new IllegalStateException("The single commits failed:\n" + run.output());
    }
    return new Commits(
        Double.parseDouble(found.group(1)),
        Double.parseDouble(found.group(2)),
        noise.others(run.usedMillis()));
  }
}
