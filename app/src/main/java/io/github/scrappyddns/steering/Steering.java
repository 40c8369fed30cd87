package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryWatch;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All that people can order.
 *
 * @param intake begins to take in networks that were written down elsewhere
 */
public record Steering(
    NetworkOrders networks,
    NetworkSettingsOrders settings,
    TokenOrders tokens,
    BadgeOrders badges,
    Supplier<Intake> intake) {
  /**
   * Orders that are in force here at once, and with the next look of all other instances.
   *
   * @param clock the one of all instances
   * @param memory is told what networks hold that were written down elsewhere
   */
  public static Steering of(
      Database database,
      Networks networks,
      RegistryWatch watch,
      Audit audit,
      InstantSource clock,
      SecureRandom random,
      Consumer<Held> memory) {
    NetworkTable table = new NetworkTable(clock);
    NetworkRows rows = new NetworkRows(table, clock);
    Ordering ordering = new Ordering(database, watch);
    NetworkOrdering ofOne = new NetworkOrdering(ordering, table, audit);
    NetworkSettingsOrders settings = new NetworkSettingsOrders(ofOne, networks, rows, clock);
    TokenOrders tokens = new TokenOrders(ofOne, networks, clock, random);
    return new Steering(
        new NetworkOrders(ordering, networks, table, rows, settings, tokens, audit),
        settings,
        tokens,
        new BadgeOrders(ofOne, networks, clock, random),
        () -> new Intake(ordering, networks, table, rows, clock, memory));
  }
}
