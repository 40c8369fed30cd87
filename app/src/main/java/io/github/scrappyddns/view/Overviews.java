package io.github.scrappyddns.view;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkIds;
import io.github.scrappyddns.network.Networks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sums over all networks. They take a look at every row, so each is good for some seconds: many
 * pages in a moment cost one; but a network that came or went is counted at once. Safe for use by
 * several threads.
 */
public final class Overviews {
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final int MOST_NOT_PUBLIC = 100;
  private static final int MOST_NAMED = 5;

  /** Where addresses begin that may not be public; {@link Scope} decides. */
  private static final String SUSPECTS =
      String.join(
          " OR ",
          List.of("10.%", "100.%", "127.%", "169.254.%", "172.%", "192.%", "198.1%", "f%", "::%")
              .stream()
              .map(beginning -> "a.address LIKE '" + beginning + "'")
              .toList());

  private record Known(Overview overview, NetworkIds of, Instant at) {}

  private final Database database;
  private final Networks networks;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  public Overviews(Database database, Networks networks, InstantSource clock) {
    this.database = database;
    this.networks = networks;
    this.clock = clock;
  }

  public Overview now() {
    Instant now = clock.instant();
    Known last = known;
    NetworkIds inForce = networks.ids();
    if (last == null
        || last.of != inForce
        || now.isBefore(last.at)
        || Duration.between(last.at, now).compareTo(GOOD_FOR) > 0) {
      last = new Known(counted(now, inForce), inForce, now);
      known = last;
    }
    return last.overview;
  }

  private Overview counted(Instant now, NetworkIds inForce) {
    return database.read(reading -> counted(reading, inForce, now));
  }

  private static Overview counted(Transaction reading, NetworkIds inForce, Instant now) {
    List<Overview.NetworkName> silent = silent(reading, inForce, now);
    Set<Long> silentIds = silent.stream().map(Overview.NetworkName::id).collect(Collectors.toSet());
    long heard = now.minus(NetworkView.CALLING).toEpochMilli();
    int[] counts = new int[2];
    reading.forEach(
        "SELECT network_id, MAX(last_seen) FROM address GROUP BY network_id",
        row -> {
          if (inForce.contains(row.getLong(1)) && !silentIds.contains(row.getLong(1))) {
            counts[row.getLong(2) > heard ? 0 : 1]++;
          }
        });
    Optional<Instant> lastChange =
        reading.first(
            "SELECT at FROM event ORDER BY id DESC LIMIT 1",
            row -> StoredTime.past(row.getLong(1), now));
    return new Overview(
        new Overview.Silent(
            silent.size(), List.copyOf(silent.subList(0, Math.min(MOST_NAMED, silent.size())))),
        counts[0],
        counts[1],
        Math.max(0, inForce.size() - silent.size() - counts[0] - counts[1]),
        lastChange,
        notPublic(reading, inForce, now));
  }

  private static List<Overview.NetworkName> silent(
      Transaction reading, NetworkIds inForce, Instant now) {
    return reading
        .list(
            "SELECT n.id, n.name, s.since FROM silence s JOIN network n ON n.id = s.network_id"
                + " WHERE s.back_at = 0 ORDER BY LOWER(n.name), n.id",
            row ->
                new Overview.NetworkName(
                    row.getLong(1), row.getString(2), StoredTime.past(row.getLong(3), now)))
        .stream()
        .filter(one -> inForce.contains(one.id()))
        .toList();
  }

  private static List<Overview.NotPublic> notPublic(
      Transaction reading, NetworkIds inForce, Instant now) {
    // Behind a proxy that is not trusted it is every address: they are not held, but for the first.
    List<Overview.NotPublic> first = new ArrayList<>();
    reading.forEach(
        "SELECT n.id, n.name, a.family, a.address, a.since, a.last_seen FROM address a"
            + " JOIN network n ON n.id = a.network_id WHERE ("
            + SUSPECTS
            + ") ORDER BY LOWER(n.name), n.id",
        row -> {
          if (first.size() == MOST_NOT_PUBLIC || !inForce.contains(row.getLong(1))) {
            return;
          }
          PublicAddress address =
              PublicAddress.written(Family.ofNumber(row.getInt(3)), row.getString(4));
          HeldAddress held =
              new HeldAddress(
                  address,
                  StoredTime.past(row.getLong(5), now),
                  StoredTime.past(row.getLong(6), now));
          if (held.scope() != Scope.PUBLIC) {
            first.add(new Overview.NotPublic(row.getLong(1), row.getString(2), held));
          }
        });
    return List.copyOf(first);
  }
}
