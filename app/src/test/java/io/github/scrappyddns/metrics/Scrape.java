package io.github.scrappyddns.metrics;

import io.github.scrappyddns.testing.ServedPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in Prometheus' text: each series, as it is written, with its value. */
final class Scrape {
  private Scrape() {}

  static Map<String, Double> read(String text) {
    Map<String, Double> figures = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int blank = line.lastIndexOf(' ');
              figures.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            });
    return figures;
  }

  /** Those of now. */
  static Map<String, Double> of(ServedPages pages) {
    try {
      return read(pages.get("/metrics").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
