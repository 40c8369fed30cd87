package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.network.NetworkSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be changed of a network; what is empty stays.
 *
 * @param silentAfter as {@link NetworkSettings#silentAfter}
 * @param maintenanceUntil epoch milliseconds; 0 for no such window
 */
public record NetworkChange(
    Optional<String> name,
    Optional<Boolean> paused,
    OptionalLong silentAfter,
    OptionalLong maintenanceUntil) {
  NetworkSettings applied(NetworkSettings before) {
    return new NetworkSettings(
        paused.orElse(before.paused()),
        silentAfter.orElse(before.silentAfter()),
        maintenanceUntil.orElse(before.maintenanceUntil()));
  }

  /** What the list of deeds says of it, but for the name. */
  Set<Deed> deeds() {
    Set<Deed> deeds = EnumSet.noneOf(Deed.class);
    paused.ifPresent(stop -> deeds.add(stop ? Deed.PAUSED_NETWORK : Deed.RESUMED_NETWORK));
    if (silentAfter.isPresent()) {
      deeds.add(Deed.SET_SILENCE);
    }
    maintenanceUntil.ifPresent(
        until -> deeds.add(until == 0 ? Deed.ENDED_MAINTENANCE : Deed.SET_MAINTENANCE));
    return deeds;
  }
}
