package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A service with invented networks that have a history, and channels in every state. */
final class BusyWeek implements AutoCloseable {
  private static final List<String> NAMES =
      List.of(
          "Home",
          "Main Street office",
          "Grandma",
          "Summer house",
          "Garage (LTE)",
          "Café Zürich ☕",
          "Brück & Söhne <Lager>");

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final ServedPages pages;
  private final ScriptedChannel mail = new ScriptedChannel("mailto dad@example.org");
  private final ScriptedChannel office = new ScriptedChannel("ntfy.example.org/office");
  private final Map<Long, String> events = new TreeMap<>();
  private int address = 10;

  BusyWeek(Path directory) throws Exception {
    this(directory, ServedPages.settings("SILENT_AFTER", "Summer house=1d"));
  }

  BusyWeek(Path directory, Map<String, String> settings) throws Exception {
    List<Channel> channels =
        List.of(
            new ScriptedChannel("ntfy.sh/ho***"),
            new ScriptedChannel("Telegram family"),
            mail,
            office);
    mail.answers(DeliveryResult.retry("451 4.7.1 try again later"));
    office.answers(DeliveryResult.badChannel("403 forbidden"));
    List<String> list = ServedPages.tokens(NAMES.toArray(String[]::new));
    pages = new ServedPages(directory, list, channels, settings, InstantSource.system());
    past();
  }

  ServedPages pages() {
    return pages;
  }

  private void past() throws Exception {
    String[] now = {"203.0.113.99", "198.51.100.20", "192.168.1.2", "203.0.113.77", "100.64.12.9"};
    for (int line = 1; line <= now.length; line++) {
      pages.call(line, now[line - 1]);
    }
    pages.call(1, "2001:db8:20::1");
    pages.call(4, "2001:db8:77:1::5");
    pages.call(7, "198.51.100.77");
    rewrite(1, 4, "203.0.113.99", 3, 14, 26);
    rewrite(1, 6, "2001:db8:20::1", 11);
    rewrite(2, 4, "198.51.100.20", 200);
    rewrite(3, 4, "192.168.1.2", 12);
    rewrite(4, 4, "203.0.113.77", 2, 9, 12, 25);
    rewrite(5, 4, "100.64.12.9", 1, 3, 4, 7, 9, 12, 14, 17, 18, 21, 24, 29);
    rewrite(7, 4, "198.51.100.77", 0, 1, 2, 5, 8, 13, 21, 34, 55, 89, 144, 233);
    for (String event : events.values()) {
      pages.sql(event); // The numbers of events grow with time.
    }
    long longAgo = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
    pages.sql("UPDATE address SET last_seen = " + longAgo + " WHERE network_id = 4");
    silence(4, 4, "203.0.113.77", longAgo, 0);
    silence(3, 4, "192.168.1.2", longAgo - DAY * 12, longAgo - DAY * 10);
    silence(1, 4, "203.0.113.99", longAgo - DAY / 3, longAgo - DAY / 4);
  }

  /**
   * Invents a history that ends at the address of now: a change so many days ago for each number.
   */
  private void rewrite(long network, int family, String current, int... daysAgo)
      throws SQLException {
    pages.sql("DELETE FROM event WHERE network_id = " + network + " AND family = " + family);
    Random random = new Random(network);
    String previous = null;
    long since = 0;
    for (int i = daysAgo.length - 1; i >= 0; i--) {
      long hours = daysAgo[i] * 24L + random.nextInt(20) + 2;
      long at = Instant.now().minus(Duration.ofHours(hours)).toEpochMilli();
      String next = i == 0 ? current : other(family);
      events.put(
          at,
          String.format(
              Locale.ROOT,
              "INSERT INTO event (network_id, kind, family, previous, previous_since, current, at)"
                  + " VALUES (%d, '%s', %d, %s, %s, '%s', %d)",
              network,
              previous == null ? "FIRST_SEEN" : "CHANGED",
              family,
              previous == null ? "NULL" : "'" + previous + "'",
              previous == null ? "NULL" : Long.toString(since),
              next,
              at));
      previous = next;
      since = at;
    }
    pages.sql(
        "UPDATE address SET since = "
            + since
            + " WHERE network_id = "
            + network
            + " AND family = "
            + family);
  }

  /** Invents a silence; one that lasts has no end. */
  private void silence(long network, int family, String address, long since, long end)
      throws SQLException {
    quiet("SILENT", network, family, address, since, since + DAY / 96);
    if (end == 0) {
      pages.sql(
          "INSERT INTO silence (network_id, since, told_at) VALUES (%d, %d, %d)"
              .formatted(network, since, since + DAY / 96));
    } else {
      quiet("BACK", network, family, address, since, end);
    }
  }

  private void quiet(String kind, long network, int family, String address, long since, long at)
      throws SQLException {
    pages.sql(
        String.format(
            Locale.ROOT,
            "INSERT INTO event (network_id, kind, family, previous, previous_since, current, at)"
                + " VALUES (%d, '%s', %d, '%s', %d, '%s', %d)",
            network,
            kind,
            family,
            address,
            since,
            address,
            at));
  }

  private String other(int family) {
    address++;
    return family == 4 ? "203.0.113." + address : "2001:db8:" + address + "::1";
  }

  @Override
  public void close() {
    pages.close();
  }
}
