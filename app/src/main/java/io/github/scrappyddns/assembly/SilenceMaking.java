package io.github.scrappyddns.assembly;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.silence.Books;
import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.silence.SilentAfter;
import io.github.scrappyddns.words.Words;
import java.time.ZoneId;

/** What the watch for silence is made of. */
final class SilenceMaking {
  private SilenceMaking() {}

  static SilenceWatch watch(
      Settings settings,
      Books books,
      Networks networks,
      ChangeDetector detector,
      Relay relay,
      Sharing sharing) {
    SilentAfter ofSettings =
        new SilentAfter(settings.silentAfter().all(), settings.silentAfter().named());
    return new SilenceWatch(
        books,
        networks,
        new SilenceRules(ofSettings, networks, sharing.clock()),
        new HearingOfCheckIns(detector),
        () -> sharing.duties().isMine("silence"),
        sharing.clock(),
        System::nanoTime,
        relay::wake,
        Words.ofAlerts(settings.language()),
        ZoneId.systemDefault());
  }
}
