package io.github.scrappyddns.view;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkIds;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.view.NetworkPage.Strip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The networks that may call, as people and programs see them: questions to the tables, no changes.
 */
public final class NetworkViews {
  /** What the strip of a list shows. */
  public static final Duration STRIP = Duration.ofDays(30);

  /** A strip has no room for more. */
  private static final int MOST_MOVES_OF_STRIP = 120;

  private static final int MOST_MOVES = 2_000;

  private static final String ALL = "SELECT n.id FROM network n";
  private static final String FITS =
      "(LOWER(n.name) LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM address a"
          + " WHERE a.network_id = n.id AND a.address LIKE ? ESCAPE '\\'))";
  private static final int IDS_AT_ONCE = 500;

  private final Database database;
  private final Networks networks;
  private final InstantSource clock;

  public NetworkViews(Database database, Networks networks, InstantSource clock) {
    this.database = database;
    this.networks = networks;
    this.clock = clock;
  }

  /** A page of those that somebody wants to see; the last one where there are not as many. */
  public NetworkPage page(NetworkQuery query) {
    NetworkIds inForce = networks.ids();
    return database.read(
        reading -> {
          long[] ids = ids(reading, query, inForce);
          int pages = Math.max(1, (ids.length + NetworkQuery.PAGE - 1) / NetworkQuery.PAGE);
          int page = Math.max(1, Math.min(query.page(), pages));
          int first = (page - 1) * NetworkQuery.PAGE;
          int last = Math.min(ids.length, first + NetworkQuery.PAGE);
          List<Strip> strips = new ArrayList<>();
          Instant now = clock.instant();
          for (long id : Arrays.copyOfRange(ids, first, last)) {
            strips.add(strip(reading, view(reading, id, now), now));
          }
          return new NetworkPage(strips, ids.length, page);
        });
  }

  /**
   * Those behind a number, in the order of their numbers.
   *
   * @param text as of {@link NetworkQuery}
   * @param behind the last number of the page before; 0 at first
   */
  public List<NetworkView> behind(String text, long behind, int count) {
    NetworkIds inForce = networks.ids();
    NetworkQuery query =
        new NetworkQuery(text.strip().toLowerCase(Locale.ROOT), NetworkQuery.Order.NAME, 1);
    Instant now = clock.instant();
    return database.read(
        reading -> {
          List<NetworkView> views = new ArrayList<>();
          long last = behind;
          List<Long> ids = List.of(0L);
          while (views.size() < count && !ids.isEmpty()) {
            ids = idsBehind(reading, query, last);
            for (long id : ids) {
              last = id;
              if (inForce.contains(id) && views.size() < count) {
                views.add(view(reading, id, now));
              }
            }
          }
          return views;
        });
  }

  private static List<Long> idsBehind(Transaction reading, NetworkQuery query, long behind) {
    String end = " n.id > ? ORDER BY n.id LIMIT " + IDS_AT_ONCE;
    return query.text().isEmpty()
        ? reading.list(ALL + " WHERE" + end, row -> row.getLong(1), behind)
        : reading.list(
            ALL + " WHERE " + FITS + " AND" + end,
            row -> row.getLong(1),
            query.pattern(),
            query.beginning(),
            behind);
  }

  /** As {@link RegistryTable#revision}. */
  public long revision(long id) {
    return database.read(reading -> new RegistryTable().revision(reading, id));
  }

  /** One of them; empty where there is none of this number, or it may not call any more. */
  public Optional<NetworkView> one(long id) {
    if (!networks.ids().contains(id)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(database.read(reading -> view(reading, id, now)));
  }

  /** How far apart the calls of a network are; empty where that is not known yet. */
  public Optional<Duration> usualGap(long id) {
    return database.read(
        reading ->
            reading.first(
                "SELECT usual_gap FROM address WHERE network_id = ? AND usual_gap > 0"
                    + " ORDER BY usual_gap LIMIT 1",
                row -> Duration.ofMillis(row.getLong(1)),
                id));
  }

  /** Where a network was for some time, a list for each family that it has or had. */
  public List<List<Stay>> stays(long id, Duration time) {
    Instant now = clock.instant();
    Instant from = now.minus(time);
    return database.read(
        reading -> {
          List<List<Stay>> all = new ArrayList<>();
          List<HeldAddress> held = held(reading, id, now);
          for (Family family : Family.values()) {
            List<Stay> stays = Stays.of(reading, id, family, held, from, now, MOST_MOVES);
            if (!stays.isEmpty()) {
              all.add(stays);
            }
          }
          return all;
        });
  }

  /** When a network was silent in some time. */
  public List<Hush> hushes(NetworkView network, Duration time) {
    Instant now = clock.instant();
    return database.read(
        reading -> Hushes.of(reading, network.id(), network.silentSince(), now.minus(time), now));
  }

  private static long[] ids(Transaction reading, NetworkQuery query, NetworkIds inForce) {
    long[] found = new long[inForce.size()];
    int[] count = {0};
    Transaction.RowConsumer taker =
        row -> {
          long id = row.getLong(1);
          if (count[0] < found.length && inForce.contains(id)) {
            found[count[0]++] = id;
          }
        };
    String order = order(query.order());
    if (query.text().isBlank()) {
      reading.forEach(ALL + order, taker);
    } else {
      NetworkQuery lower =
          new NetworkQuery(
              query.text().strip().toLowerCase(Locale.ROOT), query.order(), query.page());
      reading.forEach(ALL + " WHERE " + FITS + order, taker, lower.pattern(), lower.beginning());
    }
    return Arrays.copyOf(found, count[0]);
  }

  /** Those that never called come last. */
  private static String order(NetworkQuery.Order order) {
    return switch (order) {
      case NAME -> " ORDER BY LOWER(n.name), n.id";
      case CHANGED ->
          " ORDER BY COALESCE((SELECT MAX(since) FROM address WHERE network_id = n.id), 0) DESC,"
              + " n.id";
      case SEEN ->
          " ORDER BY COALESCE((SELECT MAX(last_seen) FROM address WHERE network_id = n.id),"
              + " 9000000000000000), n.id";
    };
  }

  private NetworkView view(Transaction reading, long id, Instant now) {
    String name =
        reading
            .first("SELECT name FROM network WHERE id = ?", row -> row.getString(1), id)
            .orElse("");
    return new NetworkView(
        id,
        name,
        networks.isListed(id),
        networks.isKept(id),
        networks.settings(id),
        held(reading, id, now),
        Hushes.lasting(reading, id, now));
  }

  private static Strip strip(Transaction reading, NetworkView view, Instant now) {
    Instant from = now.minus(STRIP);
    List<HeldAddress> held = view.held();
    List<Stay> stays =
        held.isEmpty()
            ? List.of()
            : Stays.of(
                reading,
                view.id(),
                held.get(0).address().family(),
                held,
                from,
                now,
                MOST_MOVES_OF_STRIP);
    return new Strip(view, stays, Hushes.of(reading, view.id(), view.silentSince(), from, now));
  }

  static List<HeldAddress> held(Transaction reading, long id, Instant now) {
    return reading.list(
        "SELECT family, address, since, last_seen FROM address WHERE network_id = ?"
            + " ORDER BY family",
        row ->
            new HeldAddress(
                PublicAddress.written(Family.ofNumber(row.getInt(1)), row.getString(2)),
                StoredTime.past(row.getLong(3), now),
                StoredTime.past(row.getLong(4), now)),
        id);
  }
}
