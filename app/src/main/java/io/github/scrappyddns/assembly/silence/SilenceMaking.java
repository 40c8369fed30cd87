package io.github.scrappyddns.assembly.silence;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.silence.Books;
import io.github.scrappyddns.silence.SilenceWatch;
import io.github.scrappyddns.silence.SilentAfter;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/** What the watch for silence is made of. */
public final class SilenceMaking {
  private SilenceMaking() {}

  /**
   * Makes the watch; it looks at nothing yet.
   *
   * @param mine whether this instance watches for all
   */
  public static SilenceWatch watch(
      Settings settings,
      Books books,
      Networks networks,
      ChangeDetector detector,
      Relay relay,
      BooleanSupplier mine,
      InstantSource clock) {
    SilentAfter ofSettings =
        new SilentAfter(settings.silentAfter().all(), settings.silentAfter().named());
    return new SilenceWatch(
        books,
        networks,
        new SilenceRules(ofSettings, networks, clock),
        new HearingOfCheckIns(detector),
        mine,
        clock,
        System::nanoTime,
        relay::wake,
        Words.ofAlerts(settings.language()),
        ZoneId.systemDefault());
  }
}
