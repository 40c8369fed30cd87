import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Check-ins that change nothing: against nginx, and with very many networks against few. */
final class UnchangedRows {
  private static final int FEW = 10;
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  UnchangedRows(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Unchanged check-ins");
    Site few = new Site(jar, directory, FEW).seeded();
    Site many = new Site(jar, directory, plan.networks()).seeded();
    report.note(
        "%,d networks enrolled by the product itself; the address that each holds was then written"
            + " into its database",
        many.networks);
    try (Server nginx = Server.nginx(directory);
        Server small = few.start(Server.PINNED, Server.LAUNCHER, Map.of());
        Server large = many.start(Server.PINNED, large(), Map.of())) {
      nginx.answersAfterMillis("");
      small.answersAfterMillis(few.firstToken());
      report.note(
          "started with %,d networks in %.1f s",
          many.networks, large.answersAfterMillis(many.firstToken()) / 1000);
      Load fewCalls = new Load("unchanged", few.tokens());
      Load manyCalls = new Load("unchanged", many.tokens());
      report.note("warm-up of %d s each, on the one core that they are measured on", plan.warmUp());
      report.note("%-9s %s", "small", fewCalls.run(small, plan.warmUp()));
      report.note("%-9s %s", "large", manyCalls.run(large, plan.warmUp()));
      fewCalls.run(nginx, 1);
      Ratios toNginx = new Ratios();
      Ratios toNginxPerCore = new Ratios();
      Spread nginxShare = new Spread();
      while (toNginx.wantMore(plan)) {
        Load.Round first = fewCalls.run(nginx, plan.seconds());
        Load.Round second = fewCalls.run(small, plan.seconds());
        report.note("%-9s %s", "nginx", first);
        report.note("%-9s %s", "small", second);
        nginxShare.add(100 * first.serverShare());
        boolean noisy = first.noisy() || second.noisy();
        toNginx.add(second.rate() / first.rate(), noisy);
        toNginxPerCore.add(perCore(second) / perCore(first), noisy);
      }
      report.note(
          "nginx used %.0f %% of its core: what is missing to 100 %% is the limit of the load, or was taken by others",
          nginxShare.median());
      report.row("unchanged, 10 networks / nginx", toNginx.text(), "0.9");
      report.row(
          "  the same by processor time of the server",
          toNginxPerCore.text(),
          "none: a cross-check");
      report.row(
          String.format("unchanged, %,d networks / 10", many.networks),
          manyToFew(
              () -> manyCalls.run(large, plan.seconds()),
              () -> fewCalls.run(small, plan.seconds())),
          "0.9");
      double bytes = (double) (heap(large) - heap(small)) / (many.networks - few.networks);
      report.row("heap per network", String.format("%.0f bytes", bytes), "600 bytes");
    }
  }

  /**
   * Each round of the one between two of the other, whose mean it is compared with: a machine that
   * grows faster or slower meanwhile favours neither.
   */
  private String manyToFew(Callable<Load.Round> many, Callable<Load.Round> few) throws Exception {
    Ratios ratios = new Ratios();
    many.call();
    Load.Round before = few.call();
    while (ratios.wantMore(plan.twice())) {
      Load.Round between = many.call();
      Load.Round after = few.call();
      report.note("%-9s %s", "large", between);
      report.note("%-9s %s", "small", after);
      ratios.add(
          2 * between.rate() / (before.rate() + after.rate()),
          before.noisy() || between.noisy() || after.noisy());
      before = after;
    }
    return ratios.text();
  }

  /**
   * What docs/install.md tells large installations to set: room for the networks, and large pages.
   * The young generation has the size that the launcher's flags give the small one.
   */
  static List<String> large() {
    return List.of(
        "-Xms2g",
        "-Xmx2g",
        "-Xmn21m",
        "-XX:+UseSerialGC",
        "-XX:+UseTransparentHugePages",
        "-XX:+AlwaysPreTouch");
  }

  private static double perCore(Load.Round round) {
    return round.rate() / round.serverShare();
  }

  /** Bytes of live objects, after a full collection. */
  private static long heap(Server server) throws Exception {
    List<String> command = new ArrayList<>(List.of(Machine.program("jcmd")));
    command.addAll(List.of(String.valueOf(server.pid()), "GC.class_histogram"));
    Matcher total = TOTAL.matcher(Command.run(command).output());
    if (!total.find()) {
      throw new IllegalStateException("jcmd told no heap size");
    }
    return Long.parseLong(total.group(1));
  }
}
