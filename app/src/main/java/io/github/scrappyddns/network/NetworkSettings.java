package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Horizon;
import java.time.Duration;

/**
 * What people ordered of one network beside its name and tokens.
 *
 * @param paused whether nothing is told of it; its calls are answered and its addresses kept
 * @param silentAfter after how many milliseconds without a call it counts as silent; {@link
 *     #AS_SETTINGS_SAY} or {@link #NEVER_SILENT}
 * @param maintenanceUntil epoch milliseconds; in the past where there is no such window
 */
public record NetworkSettings(boolean paused, long silentAfter, long maintenanceUntil) {
  /** Its silence is a matter of {@code SILENT_AFTER}. */
  public static final long AS_SETTINGS_SAY = 0;

  /** Its silence is nobody's matter, whatever {@code SILENT_AFTER} says. */
  public static final long NEVER_SILENT = -1;

  /** Of a network of which nothing was ordered. */
  public static final NetworkSettings NONE = new NetworkSettings(false, AS_SETTINGS_SAY, 0);

  /** No window lasts longer. */
  public static final Duration LONGEST_MAINTENANCE = Duration.ofDays(366);

  private static final Horizon OF_MAINTENANCE = new Horizon(LONGEST_MAINTENANCE);

  /** Whether its owner said that it may be away now. */
  public boolean isInMaintenance(long now) {
    return OF_MAINTENANCE.heed(maintenanceUntil, now) > now;
  }

  /** Whether its silence means anything now. */
  public boolean isJudged(long now) {
    return !paused && !isInMaintenance(now);
  }
}
