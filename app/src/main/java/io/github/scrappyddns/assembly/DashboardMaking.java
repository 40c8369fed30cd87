package io.github.scrappyddns.assembly;

import io.github.scrappyddns.dashboard.DashboardDoor;
import io.github.scrappyddns.dashboard.DashboardParts;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.view.events.Happenings;
import io.github.scrappyddns.view.events.Inbox;
import java.time.ZoneId;
import java.util.concurrent.Executor;

/** What the pages are made of, once somebody asks for one. */
final class DashboardMaking {
  private final OwnerSide owner;
  private final Browsers browsers;

  DashboardMaking(OwnerSide owner, Browsers browsers) {
    this.owner = owner;
    this.browsers = browsers;
  }

  /** The door, behind which all of it is made for who knocks first. */
  DashboardDoor door() {
    return new DashboardDoor(this::parts);
  }

  private DashboardParts parts(Executor threads) {
    OwnerSide.Parts of = owner.parts();
    OwnerSide.Views views = owner.views();
    return new DashboardParts(
        owner.gatekeeper(),
        views.networks(),
        views.overviews(),
        new Happenings(of.database(), of.clock()),
        new Inbox(of.database(), of.clock()),
        new ReadMarks(of.database()),
        views.channels(),
        views.service(),
        views.problems(),
        of.book(),
        new Devices(of.book(), browsers.keys()),
        of.tryNow(),
        views.backup(),
        views.steering(),
        views.keys(),
        of.clock(),
        ZoneId.systemDefault(),
        threads,
        of.installation().firstToken().map(Token::reveal),
        of.installation().settings().language());
  }
}
