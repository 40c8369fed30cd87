package io.github.scrappyddns.assembly;

import io.github.scrappyddns.api.ApiDoor;
import io.github.scrappyddns.assembly.upkeep.Troubles;
import io.github.scrappyddns.caller.HourlyLog;
import io.github.scrappyddns.caller.WrongTokens;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.dashboard.DashboardDoor;
import io.github.scrappyddns.dashboard.badge.BadgeDoor;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.metrics.MetricsEndpoint;
import io.github.scrappyddns.metrics.MetricsGuard;
import io.github.scrappyddns.metrics.Sources;
import io.github.scrappyddns.view.Badges;
import io.github.scrappyddns.web.Admission;
import io.github.scrappyddns.web.CheckInDesk;
import io.github.scrappyddns.web.HealthEndpoint;
import io.github.scrappyddns.web.HostNames;
import io.github.scrappyddns.web.Router;
import java.security.SecureRandom;

/** What answers calls: check-ins, pages, the API, badges, figures and health, behind one router. */
final class Front implements AutoCloseable {
  private final DashboardDoor dashboard;
  private final ApiDoor api;
  private final BadgeDoor badges;
  private final MetricsEndpoint metrics;
  private final Endpoint endpoint;

  Front(OwnerSide owner, AlertSide alerts, ChangeDetector detector, Troubles troubles) {
    OwnerSide.Parts of = owner.parts();
    Settings settings = of.installation().settings();
    Database database = of.database();
    WrongTokens wrongTokens = new WrongTokens(new SecureRandom().nextLong(), of.clock());
    Admission admission = new Admission(of.networks(), wrongTokens, of.refusedCalls());
    CheckInDesk desk = new CheckInDesk(detector, of.proxies(), new HourlyLog(of.clock()));
    dashboard = new DashboardMaking(owner, alerts.browsers()).door();
    api = new ApiMaking(owner).door(admission::refuse);
    badges =
        new BadgeDoor(
            () -> new Badges(database, of.networks(), of.clock())::state, settings.language());
    metrics =
        new MetricsEndpoint(
            new MetricsGuard(settings.metricsToken(), admission::refuse),
            () ->
                new Sources(
                    new Sources.Parts(
                        Version.text(),
                        admission,
                        desk,
                        detector,
                        alerts.relay(),
                        dashboard::calls),
                    database,
                    of.networks(),
                    of.clock()));
    HealthEndpoint health =
        new HealthEndpoint(database::trouble, troubles::broken, troubles::warnings);
    endpoint =
        new Router(
            admission,
            desk,
            new HostNames(settings.hostNames()),
            new Router.Operation(
                health, HealthEndpoint::alive, health::ready, metrics, badges::answer),
            dashboard,
            api);
  }

  /** Answers every call. */
  Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    dashboard.close();
    api.close();
    badges.close();
    metrics.close();
  }
}
