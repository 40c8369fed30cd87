package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.key.ApiKeys;
import io.github.scrappyddns.dashboard.channels.TestAlert;
import io.github.scrappyddns.database.BackupCopy;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.view.ChannelViews;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.events.Happenings;
import io.github.scrappyddns.view.events.Inbox;
import io.github.scrappyddns.view.problems.Problems;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the pages are made of.
 *
 * @param readMarks how far the owner has read what the inbox holds
 * @param book takes orders about channels
 * @param devices takes orders of browsers that want alerts
 * @param tryNow tries every channel that rests because attempts failed
 * @param backup makes a backup for the browser to store
 * @param steering what can be ordered of networks
 * @param keys those of programs
 * @param threads those that make pages
 * @param firstToken the token of a list that this start has made
 * @param language of alerts, and of pages for browsers that ask for none that there is
 */
public record DashboardParts(
    Gatekeeper gatekeeper,
    NetworkViews networks,
    Overviews overviews,
    Happenings happenings,
    Inbox inbox,
    ReadMarks readMarks,
    ChannelViews channels,
    ServiceView service,
    Problems problems,
    ChannelBook book,
    Devices devices,
    Runnable tryNow,
    BackupCopy backup,
    Steering steering,
    ApiKeys keys,
    InstantSource clock,
    ZoneId zone,
    Executor threads,
    Optional<String> firstToken,
    Language language) {
  /** The alert that tries a channel. */
  TestAlert testAlert() {
    return new TestAlert(Words.ofAlerts(language), clock);
  }

  /** It may hold a token. */
  @Override
  public String toString() {
    return "DashboardParts";
  }
}
