import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How long after its answer an alert reaches a channel that has nothing else to do. */
final class AlertRow {
  /** Between two changes, so that the channel is idle again. */
  private static final long PAUSE_MILLIS = 50;

  private static final int WARM_UP = 10;

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  AlertRow(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Alert delay");
    row("alert: answer to arrival, " + plan.changes() + " changes", "");
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      row(
          "  the same beside a channel that never answers",
          " json://127.0.0.1:" + deaf.getLocalPort() + "/");
    }
  }

  private void row(String title, String others) throws Exception {
    // A network each: one that changes without end is told calmly.
    Site site = new Site(jar, directory, WARM_UP + plan.changes()).seeded();
    List<String> tokens = Files.readAllLines(site.tokens());
    BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    receiver.createContext(
        "/",
        call -> {
          arrivals.add(System.nanoTime());
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    receiver.start();
    Map<String, String> settings =
        Map.of(
            "SCRAPPY_ALERT_INTERVAL",
            "0s",
            "SCRAPPY_NOTIFY_URLS",
            "json://127.0.0.1:" + receiver.getAddress().getPort() + "/" + others);
    Spread delays = new Spread();
    try (Server server = site.start(Server.PINNED, Server.LAUNCHER, settings)) {
      server.answersAfterMillis(site.firstToken());
      for (int i = 0; i < WARM_UP + plan.changes(); i++) {
        int status = server.status(tokens.get(i) + "?ip_address=11.22.33.44");
        long answered = System.nanoTime();
        Long arrived = arrivals.poll(10, TimeUnit.SECONDS);
        if (status != 200 || arrived == null) {
          throw new IllegalStateException("Change " + i + ": " + status + ", alert " + arrived);
        }
        if (i >= WARM_UP) {
          delays.add(Math.max(0, arrived - answered) / 1e6);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } finally {
      receiver.stop(0);
    }
    report.row(title, delays.text("%.1f") + " ms", "50 ms");
  }
}
