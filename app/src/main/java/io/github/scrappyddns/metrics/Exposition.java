package io.github.scrappyddns.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.http.Response;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Writes figures down, in the words that the caller understands. */
final class Exposition {
  private Exposition() {}

  /**
   * All figures of now.
   *
   * @param accepted what the caller's Accept field says
   */
  static Response of(Sources sources, String accepted) {
    ExpositionFormatWriter open = OpenMetricsTextFormatWriter.create();
    ExpositionFormatWriter writer =
        open.accepts(accepted) ? open : PrometheusTextFormatWriter.create();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, Figures.of(sources), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Response(
        200,
        text.toString(UTF_8),
        Map.of("Content-Type", writer.getContentType(), "Cache-Control", "no-store"),
        Duration.ZERO);
  }
}
