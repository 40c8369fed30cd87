import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a page costs that lists ten thousand networks, and what memory is left in use by pages. */
final class DashboardRow {
  private static final int NETWORKS = 10_000;
  private static final int WARM_UP = 100;
  private static final int PAGES = 50;
  private static final long SETTLED_MILLIS = 12_000;
  private static final String PASSWORD = "a quiet evening";
  private static final List<String> ALL =
      List.of(
          "",
          "dashboard/networks/1",
          "dashboard/channels",
          "dashboard/problems",
          "dashboard/settings");

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  DashboardRow(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Dashboard");
    Site many = new Site(jar, directory, NETWORKS).seeded();
    Spread millis = new Spread();
    for (int run = 0; run < plan.rounds(); run++) {
      millis.add(millisOfAPage(many));
    }
    report.row(
        "first page of 10,000 networks, processor time", millis.text("%.1f") + " ms", "20 ms");
    Site few = new Site(jar, directory, 10).seeded();
    Spread megabytes = new Spread();
    for (int run = 0; run < plan.rounds(); run++) {
      megabytes.add(megabytesAfterUse(few));
    }
    report.row("memory after every page was opened (RSS)", megabytes.text("%.1f") + " MB", "96 MB");
  }

  private static Server start(Site site) throws IOException, InterruptedException {
    Server server =
        site.start(List.of(), Server.LAUNCHER, Map.of("SCRAPPY_ADMIN_PASSWORD", PASSWORD));
    server.answersAfterMillis(site.firstToken());
    return server;
  }

  private double millisOfAPage(Site site) throws Exception {
    try (Server server = start(site)) {
      String cookie = signedIn(browser, server);
      for (int i = 0; i < WARM_UP; i++) {
        open(browser, server, cookie, "");
      }
      long before = server.usedMillis();
      for (int i = 0; i < PAGES; i++) {
        open(browser, server, cookie, "");
      }
      return (server.usedMillis() - before) / (double) PAGES;
    }
  }

  private double megabytesAfterUse(Site site) throws Exception {
    try (Server server = start(site)) {
      String cookie = signedIn(browser, server);
      for (int i = 0; i < 3; i++) {
        for (String page : ALL) {
          open(browser, server, cookie, page);
        }
      }
      Thread.sleep(SETTLED_MILLIS);
      return Machine.residentKilobytes(server.pid()) / 1024.0;
    }
  }

  /** What to send with each call. */
  private static String signedIn(HttpClient browser, Server server)
      throws IOException, InterruptedException {
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(server.url("login")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("password=" + PASSWORD.replace(' ', '+')))
            .build();
    HttpResponse<Void> answer = browser.send(signIn, HttpResponse.BodyHandlers.discarding());
    String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    if (answer.statusCode() != 303 || cookie.isEmpty()) {
      throw new IllegalStateException("Signing in was answered " + answer.statusCode());
    }
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static void open(HttpClient browser, Server server, String cookie, String page)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url(page))).header("Cookie", cookie).build();
    int status = browser.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(page + " was answered " + status);
    }
  }
}
