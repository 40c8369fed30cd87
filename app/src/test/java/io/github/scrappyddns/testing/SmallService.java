package io.github.scrappyddns.testing;

import io.github.scrappyddns.caller.HourlyLog;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.caller.WrongTokens;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.Enrollment;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.web.Admission;
import io.github.scrappyddns.web.CheckInDesk;
import io.github.scrappyddns.web.HealthEndpoint;
import io.github.scrappyddns.web.HostNames;
import io.github.scrappyddns.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A service of the real parts on SQLite, without sockets, channels and pages, for two networks:
 * "Home" and "Office". Its clock stands still until a test moves it.
 */
public final class SmallService implements AutoCloseable {
  public static final String HOME = "token-of-the-home-network";
  public static final String OFFICE = "token~of.the_office-network";

  private static final Response NO_PAGES = Response.text(404, "Not Found\n");

  private final HandClock clock = new HandClock();
  private final Networks networks = new Networks();
  private final Timeline timeline = new Timeline();
  private final Database database;
  private final ChangeDetector detector;
  private final Endpoint endpoint;

  /**
   * Makes the parts and enrolls the networks; addresses in {@code <token>.ip} files are taken over.
   *
   * @param directory for the database
   */
  public SmallService(Path directory, ProxyRule proxies) {
    this(directory, proxies, HOME);
  }

  /** The same with another token of "Home". */
  public SmallService(Path directory, ProxyRule proxies, String home) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("test.db"));
    Outbox outbox = new Outbox(InForce.of(new ScriptedChannel("phone")), Duration.ofSeconds(10));
    detector = new ChangeDetector(database, timeline, outbox, 64, clock, () -> {});
    NetworkTable table = new NetworkTable(clock);
    new Enrollment(database, table, networks, timeline, detector, directory)
        .enroll(
            new TokenList(
                List.of(
                    new TokenList.Entry(token(home), "Home"),
                    new TokenList.Entry(token(OFFICE), "Office")),
                List.of(),
                List.of(),
                true,
                FileStamp.of()));
    endpoint =
        new Router(
            new Admission(networks, new WrongTokens(1, clock), new RefusedCalls(proxies, clock)),
            new CheckInDesk(detector, proxies, new HourlyLog(clock)),
            new HostNames(Map.of("Office", Set.of("office.example.com"))),
            new Router.Operation(
                new HealthEndpoint(database::trouble),
                HealthEndpoint::alive,
                new HealthEndpoint(database::trouble)::ready,
                request -> CompletableFuture.completedFuture(NO_PAGES),
                request -> CompletableFuture.completedFuture(Optional.empty())),
            request -> CompletableFuture.completedFuture(NO_PAGES),
            request -> CompletableFuture.completedFuture(NO_PAGES));
  }

  /** Begins to store changes. */
  public SmallService start() {
    detector.start();
    return this;
  }

  public HandClock clock() {
    return clock;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public Database database() {
    return database;
  }

  /** What the timeline holds of a network, oldest first: kind and address. */
  public List<String> story(String token) {
    Network network = networks.find(token(token)).orElseThrow();
    return database.read(
        reading ->
            timeline.of(reading, network.id()).stream()
                .map(event -> event.kind() + " " + event.current())
                .toList());
  }

  private static Token token(String text) {
    return Token.parse(text).orElseThrow();
  }

  @Override
  public void close() {
    detector.close();
    database.close();
  }
}
