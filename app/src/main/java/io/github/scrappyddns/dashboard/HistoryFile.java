package io.github.scrappyddns.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.dashboard.NetworkDetail.Range;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.Hush;
import io.github.scrappyddns.view.NetworkView;
import io.github.scrappyddns.view.NetworkViews;
import io.github.scrappyddns.view.Stay;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the picture of a network shows, as a file for programs: RFC 4180 or JSON, times in UTC. */
final class HistoryFile {
  private static final String CSV = "csv";

  /** A row of the file: a stay at an address, or a silence, which has none. */
  private record Row(String state, String family, String address, Instant from, Instant to) {}

  private final NetworkViews networks;

  HistoryFile(NetworkViews networks) {
    this.networks = networks;
  }

  /**
   * Writes one.
   *
   * @param kind {@code csv} or {@code json}
   */
  Response of(NetworkView network, String kind, Range range) {
    List<Row> rows = rows(network, range);
    String name = "network-" + network.id() + "-" + word(range) + "." + kind;
    return kind.equals(CSV)
        ? Answer.download("text/csv; charset=utf-8; header=present", name, csv(rows))
        : Answer.download("application/json", name, json(network, range, rows));
  }

  private List<Row> rows(NetworkView network, Range range) {
    List<Row> rows = new ArrayList<>();
    for (List<Stay> stays : networks.stays(network.id(), range.length())) {
      for (Stay stay : stays) {
        String family = stay.address().family().name();
        rows.add(new Row("held", family, stay.address().toString(), stay.from(), stay.to()));
      }
    }
    for (Hush hush : networks.hushes(network, range.length())) {
      rows.add(new Row("silent", "", "", hush.from(), hush.to()));
    }
    rows.sort(Comparator.comparing(Row::from));
    return rows;
  }

  private static String word(Range range) {
    return range.name().toLowerCase(Locale.ROOT);
  }

  /** No value holds a comma, a quote or what a spreadsheet takes for a formula. */
  private static String csv(List<Row> rows) {
    StringBuilder text = new StringBuilder("state,family,address,from,to\r\n");
    for (Row row : rows) {
      text.append(
          String.join(",", row.state, row.family, row.address, time(row.from), time(row.to))
              + "\r\n");
    }
    return text.toString();
  }

  private static String json(NetworkView network, Range range, List<Row> rows) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("network", network.name());
    all.put("range", word(range));
    all.put("history", rows.stream().map(HistoryFile::fields).toList());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("state", row.state);
    if (!row.address.isEmpty()) {
      fields.put("family", row.family);
      fields.put("address", row.address);
    }
    fields.put("from", time(row.from));
    fields.put("to", time(row.to));
    return fields;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
