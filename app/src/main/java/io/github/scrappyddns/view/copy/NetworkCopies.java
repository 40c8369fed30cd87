package io.github.scrappyddns.view.copy;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkIds;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopy.Address;
import io.github.scrappyddns.view.copy.NetworkCopy.Happening;
import io.github.scrappyddns.view.copy.NetworkCopy.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who hands over all networks that may call, one after the other: however many there are, only a
 * page of them is in memory, and between two pages others read. So a network is whole in itself,
 * and one that is added meanwhile may be missing.
 */
public final class NetworkCopies {
  /** Takes a copy. */
  public interface Taker<X extends Exception> {
    void accept(NetworkCopy copy) throws X;
  }

  /** The tokens of token lists are found by looking at all of them: a page is worth the look. */
  private static final int PAGE = 2_000;

  private static final String OF_PAGE = " WHERE network_id > ? AND network_id <= ?";

  private final Database database;
  private final Networks networks;
  private final InstantSource clock;
  private final Timeline timeline = new Timeline();

  public NetworkCopies(Database database, Networks networks, InstantSource clock) {
    this.database = database;
    this.networks = networks;
    this.clock = clock;
  }

  /** Hands over all of them, in the order in which they were first stored. */
  public <X extends Exception> void forEach(boolean withHistory, Taker<X> taker) throws X {
    for (long behind = 0; ; ) {
      long after = behind;
      Map<Long, NetworkCopy> page = new LinkedHashMap<>();
      behind = database.read(reading -> page(reading, after, page));
      if (behind == after) {
        return;
      }
      for (Map.Entry<Long, NetworkCopy> one : page.entrySet()) {
        taker.accept(
            withHistory ? one.getValue().withHistory(history(one.getKey())) : one.getValue());
      }
    }
  }

  private List<Happening> history(long id) {
    return database.read(reading -> timeline.of(reading, id)).stream()
        .map(
            event ->
                new Happening(
                    event.kind(),
                    event.previous(),
                    event.previousSince(),
                    event.current(),
                    event.at()))
        .toList();
  }

  private long page(Transaction reading, long behind, Map<Long, NetworkCopy> page) {
    NetworkIds inForce = networks.ids();
    Map<Long, String> names = new LinkedHashMap<>();
    long[] last = {behind};
    reading.forEach(
        "SELECT id, name FROM network WHERE id > ? ORDER BY id LIMIT " + PAGE,
        row -> {
          last[0] = row.getLong(1);
          if (inForce.contains(last[0])) {
            names.put(last[0], row.getString(2));
          }
        },
        behind);
    if (names.isEmpty()) {
      return last[0];
    }
    Map<Long, List<Token>> tokens = tokens(reading, behind, last[0]);
    Map<Long, NetworkSettings> settings = settings(reading, behind, last[0]);
    Map<Long, List<Address>> addresses = addresses(reading, behind, last[0]);
    names.forEach(
        (id, name) ->
            page.put(
                id,
                new NetworkCopy(
                    name,
                    networks.isListed(id),
                    settings.getOrDefault(id, NetworkSettings.NONE),
                    tokens.getOrDefault(id, List.of()),
                    addresses.getOrDefault(id, List.of()),
                    List.of())));
    return last[0];
  }

  /** Of a list only those that are in it now: the table remembers others. */
  private Map<Long, List<Token>> tokens(Transaction reading, long behind, long last) {
    Map<Long, List<Token>> tokens = new HashMap<>();
    reading.forEach(
        "SELECT network_id, digest FROM token" + OF_PAGE + " ORDER BY digest",
        row -> {
          TokenDigest digest = TokenDigest.ofHex(row.getString(2));
          if (networks.findListed(digest).isPresent()) {
            add(tokens, row.getLong(1), new Token(digest, "", Optional.empty(), Optional.empty()));
          }
        },
        behind,
        last);
    Instant now = clock.instant();
    reading.forEach(
        "SELECT network_id, digest, start, created_at, ends_at FROM made_token"
            + OF_PAGE
            + " ORDER BY id",
        row -> {
          Optional<Instant> end =
              Optional.of(row.getLong(5)).filter(at -> at != 0).map(Instant::ofEpochMilli);
          if (end.isEmpty() || end.get().isAfter(now)) {
            add(
                tokens,
                row.getLong(1),
                new Token(
                    TokenDigest.ofHex(row.getString(2)),
                    row.getString(3),
                    Optional.of(Instant.ofEpochMilli(row.getLong(4))),
                    end));
          }
        },
        behind,
        last);
    return tokens;
  }

  private static Map<Long, NetworkSettings> settings(Transaction reading, long behind, long last) {
    Map<Long, NetworkSettings> settings = new HashMap<>();
    reading.forEach(
        "SELECT network_id, paused, silent_after, maintenance_until FROM steered_network" + OF_PAGE,
        row ->
            settings.put(
                row.getLong(1),
                new NetworkSettings(row.getInt(2) != 0, row.getLong(3), row.getLong(4))),
        behind,
        last);
    return settings;
  }

  private static Map<Long, List<Address>> addresses(Transaction reading, long behind, long last) {
    Map<Long, List<Address>> addresses = new HashMap<>();
    reading.forEach(
        "SELECT network_id, family, address, since, last_seen FROM address"
            + OF_PAGE
            + " ORDER BY family",
        row ->
            add(
                addresses,
                row.getLong(1),
                new Address(
                    PublicAddress.written(Family.ofNumber(row.getInt(2)), row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5)))),
        behind,
        last);
    return addresses;
  }

  private static <T> void add(Map<Long, List<T>> lists, long id, T element) {
    lists.computeIfAbsent(id, first -> new ArrayList<>(2)).add(element);
  }
}
