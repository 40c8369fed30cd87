package io.github.scrappyddns.view;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.Networks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the badges of networks say. */
public final class Badges {
  private final Database database;
  private final Networks networks;
  private final InstantSource clock;

  public Badges(Database database, Networks networks, InstantSource clock) {
    this.database = database;
    this.networks = networks;
    this.clock = clock;
  }

  /** How the network is whose badge has this code; empty where there is none. */
  public Optional<NetworkView.State> state(String code) {
    Instant now = clock.instant();
    return database.read(
        reading ->
            reading
                .first("SELECT network_id FROM badge WHERE code = ?", row -> row.getLong(1), code)
                .filter(id -> networks.ids().contains(id))
                .map(
                    id ->
                        new NetworkView(
                                id,
                                "",
                                networks.isListed(id),
                                networks.isKept(id),
                                networks.settings(id),
                                NetworkViews.held(reading, id, now),
                                Hushes.lasting(reading, id, now))
                            .state(now)));
  }
}
