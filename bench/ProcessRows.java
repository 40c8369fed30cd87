import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the process costs: the memory of an idle one, and the time to its first answer. */
final class ProcessRows {
  private static final long SETTLED_MILLIS = 12_000;
  private static final int CHECK_INS = 20;

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  ProcessRows(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    Site site = new Site(jar, directory, 10).seeded();
    memory(site);
    start(site);
  }

  private void memory(Site site) throws Exception {
    report.heading("Idle memory");
    Spread megabytes = new Spread();
    for (int run = 0; run < plan.rounds(); run++) {
      megabytes.add(residentMegabytes(site));
    }
    report.note(
        "with %s, after %d check-ins and %d s",
        String.join(" ", Server.LAUNCHER), CHECK_INS, SETTLED_MILLIS / 1000);
    report.row("idle memory (RSS)", megabytes.text("%.1f") + " MB", "80 MB");
  }

  private double residentMegabytes(Site site) throws Exception {
    try (Server server = site.start(List.of(), Server.LAUNCHER, Map.of())) {
      server.answersAfterMillis(site.firstToken());
      for (int i = 0; i < CHECK_INS; i++) {
        server.status(site.firstToken() + (i % 2 == 0 ? "" : "?ip_address=11.22.33." + i));
      }
      Thread.sleep(SETTLED_MILLIS);
      return Machine.residentKilobytes(server.pid()) / 1024.0;
    }
  }

  private void start(Site site) throws Exception {
    report.heading("Start to first answer");
    Spread ours = new Spread();
    Spread theirs = new Spread();
    Ratios ratios = new Ratios();
    for (int i = 0; i < plan.starts(); i++) {
      double product;
      double bare;
      boolean noisy;
      Noise noise = new Noise();
      try (Server server = site.start(List.of(), Server.LAUNCHER, Map.of())) {
        product = server.answersAfterMillis(site.firstToken());
        noisy = Noise.disturbs(noise.others(server.usedMillis()));
      }
      Noise again = new Noise();
      try (Server server = Server.bareJetty(directory, Server.LAUNCHER)) {
        bare = server.answersAfterMillis("");
        noisy |= Noise.disturbs(again.others(server.usedMillis()));
      }
      ours.add(product);
      theirs.add(bare);
      ratios.add(product / bare, noisy);
    }
    report.note("product %s ms, bare Jetty %s ms", ours.text("%.0f"), theirs.text("%.0f"));
    report.row("start to first answer / bare Jetty", ratios.text(), "1.3");
  }
}
