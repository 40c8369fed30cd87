import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What docs/100-million.md computes with: independent installations, each with the tokens that
 * begin with some characters, behind one nginx that reads the token.
 *
 * <p>First, some small ones, to see that each call arrives at its own; then one of full size, for
 * what a call costs there and in nginx. From these the table is computed.
 */
final class ShardRows {
  private static final Map<String, Integer> SHARDS =
      Map.of("A-H", 400, "J-T", 400, "U-Za-h", 400, "i-z2-9", 400);

  private static final double NETWORKS = 100e6;
  private static final double PERIOD_SECONDS = 300;

  /** What fresh tokens begin with: each character has a shard of its own. */
  private static final int CHARACTERS = 57;

  private static final double CHANGES_A_DAY = 1;
  private static final double FILLED = 0.5;

  private final Path jar;
  private final Path directory;
  private final Plan plan;
  private final Report report;

  ShardRows(Path jar, Path directory, Plan plan, Report report) {
    this.jar = jar;
    this.directory = directory;
    this.plan = plan;
    this.report = report;
  }

  void measure() throws Exception {
    report.heading("Shards");
    routing();
    fullSize();
  }

  /** Each shard knows its own tokens alone: a call that goes astray is answered 404. */
  private void routing() throws Exception {
    Map<Server, String> shards = new LinkedHashMap<>();
    List<Site> sites = new ArrayList<>();
    List<String> all = new ArrayList<>();
    try {
      for (Map.Entry<String, Integer> shard : SHARDS.entrySet()) {
        Site site = new Site(jar, directory, shard.getValue(), "", shard.getKey()).seeded();
        sites.add(site);
        all.addAll(Files.readAllLines(site.tokens()));
        Map<String, String> proxy = Map.of("SCRAPPY_PROXY_COUNT", "1");
        Server server = site.start(Server.PINNED, Server.LAUNCHER, proxy);
        shards.put(server, shard.getKey());
        server.answersAfterMillis("health");
      }
      Path tokens = Files.write(directory.resolve("all-tokens"), all);
      List<Server> servers = List.copyOf(shards.keySet());
      try (Server front = Server.front(directory, shards)) {
        String url = "https://127.0.0.1:" + front.port;
        Load.Round round =
            new Load("changed", tokens, 64, front::usedMillis).run(servers, url, plan.warmUp());
        StringBuilder events = new StringBuilder();
        for (Site site : sites) {
          events.append(String.format(" %,d", site.events()));
        }
        report.note(
            "%d shards: %,d answers of 200, %,d others; changes in the shards:%s",
            SHARDS.size(), round.answers(), round.failures(), events);
      }
    } finally {
      shards.keySet().forEach(Server::close);
    }
  }

  private void fullSize() throws Exception {
    Site site = new Site(jar, directory, plan.networks()).seeded();
    Map<String, String> proxy = Map.of("SCRAPPY_PROXY_COUNT", "1");
    try (Server shard = site.start(Server.PINNED, UnchangedRows.large(), proxy)) {
      double started = shard.answersAfterMillis("health") / 1000;
      try (Server front = Server.front(directory, Map.of(shard, "A-Za-z2-9"))) {
        String url = "https://127.0.0.1:" + front.port;
        Load kept = new Load("unchanged", site.tokens(), 64, front::usedMillis);
        Load fresh = kept.withNewConnections();
        kept.run(List.of(shard), url, plan.warmUp());
        Spread shardMicros = new Spread();
        Spread keptMicros = new Spread();
        Spread freshMicros = new Spread();
        for (int i = 0; i < plan.rounds(); i++) {
          Load.Round one = kept.run(List.of(shard), url, plan.seconds());
          Load.Round other = fresh.run(List.of(shard), url, plan.seconds());
          report.note("TLS, kept:  %s", one);
          report.note("TLS, fresh: %s", other);
          shardMicros.add(one.serverMicros());
          keptMicros.add(one.besideMicros());
          freshMicros.add(other.besideMicros());
        }
        long before = shard.usedMillis();
        Thread.sleep(10_000);
        double writing = (shard.usedMillis() - before) / 10_000.0;
        double resident = Machine.residentKilobytes(shard.pid()) / 1024.0 / 1024;
        double file = Files.size(site.directory.resolve("scrappy-ddns.db")) / 1e6;
        Load changed = new Load("changed", site.tokens(), 64, front::usedMillis);
        changed.run(List.of(shard), url, plan.warmUp());
        Spread changeMicros = new Spread();
        for (int i = 0; i < plan.rounds(); i++) {
          Load.Round round = changed.run(List.of(shard), url, plan.seconds());
          report.note("changes:    %s", round);
          changeMicros.add(round.serverMicros());
        }
        String each = " microseconds";
        report.note(
            "%,d networks: started in %.1f s, %.2f GB resident, database %.0f MB",
            site.networks, started, resident, file);
        report.row(
            "a call without news: nginx, TLS, new connection",
            freshMicros.text("%.0f") + each,
            "none");
        report.row("  nginx, TLS, connection kept", keptMicros.text("%.0f") + each, "none");
        report.row(
            String.format("  a shard of %,d networks", site.networks),
            shardMicros.text("%.0f") + each,
            "none");
        report.row("  a change there", changeMicros.text("%.0f") + each, "none");
        report.row(
            "  the shard writing \"last seen\" afterwards",
            String.format("%.1f %% of a core", 100 * writing),
            "none");
        compute(
            site.networks,
            freshMicros.median(),
            shardMicros.median(),
            changeMicros.median(),
            writing,
            resident,
            file);
      }
    }
  }

  private void compute(
      double measured,
      double front,
      double shard,
      double change,
      double writing,
      double resident,
      double file) {
    double calls = NETWORKS / PERIOD_SECONDS;
    double each = NETWORKS / CHARACTERS;
    double changes = NETWORKS * CHANGES_A_DAY / 86_400;
    report.note(
        "%n   Computed for %,.0f networks, each calling every %.0f s, cores filled to %.0f %%",
        NETWORKS, PERIOD_SECONDS, 100 * FILLED);
    report.note("calls a second                        %,10.0f", calls);
    report.note(
        "shards; networks and calls of each    %,10d  %,.0f  %,.0f/s",
        CHARACTERS, each, calls / CHARACTERS);
    report.note("cores for nginx with TLS              %,10.0f", calls * front / 1e6 / FILLED);
    report.note("cores for the calls in the shards     %,10.0f", calls * shard / 1e6 / FILLED);
    report.note("cores for \"last seen\"                 %,10.0f", CHARACTERS * writing / FILLED);
    report.note("changes a second, %.0f a day each       %,10.0f", CHANGES_A_DAY, changes);
    report.note("cores for the changes                 %,10.1f", changes * change / 1e6 / FILLED);
    // Room for 3.5 million networks each, see docs/install.md.
    report.note("memory of all shards                  %,10.0f GB", resident * CHARACTERS);
    report.note(
        "databases without history             %,10.0f GB", file * NETWORKS / measured / 1000);
    report.note("\"last seen\" of a shard is written in  %,10.0f s", each / 1000);
  }
}
