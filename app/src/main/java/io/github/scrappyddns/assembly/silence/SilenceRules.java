package io.github.scrappyddns.assembly.silence;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.silence.Rules;
import io.github.scrappyddns.silence.SilentAfter;
import java.time.InstantSource;

/**
 * Which networks are watched: as the settings say, unless somebody ordered something else of a
 * network. One that is paused, or may be away now, is not.
 */
record SilenceRules(SilentAfter settings, Networks networks, InstantSource clock) implements Rules {
  /** Whether a time away has ended is looked at so often. */
  private static final long LOOK_MILLIS = 15_000;

  @Override
  public long silentAfter(Network network) {
    NetworkSettings ordered = networks.settings(network.id());
    if (!ordered.isJudged(clock.millis())
        || ordered.silentAfter() == NetworkSettings.NEVER_SILENT) {
      return 0;
    }
    return ordered.silentAfter() == NetworkSettings.AS_SETTINGS_SAY
        ? settings.silentAfter(network)
        : ordered.silentAfter();
  }

  @Override
  public boolean judges(long networkId) {
    return networks.settings(networkId).isJudged(clock.millis());
  }

  @Override
  public boolean watchNobody() {
    return settings.watchNobody() && !networks.isAnyWatched();
  }

  @Override
  public long version() {
    return networks.isAnyAway() ? clock.millis() / LOOK_MILLIS : 0;
  }
}
