package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a linter that others use has to say of the document. */
@Tag("installed")
class OpenApiLintTest {
  private static final Path DOCUMENT =
      Path.of("src", "main", "resources", "io", "github", "scrappyddns", "api", "openapi.yaml");

  @Test
  void redocly_has_nothing_to_say() throws Exception {
    ProcessBuilder lint =
        new ProcessBuilder(
                InstalledProgram.programsOfNpm().resolve("redocly").toString(),
                "lint",
                // The answer "default" stands for all refusals.
                "--skip-rule=operation-4xx-response",
                DOCUMENT.toString())
            .redirectErrorStream(true);
    lint.environment().put("REDOCLY_TELEMETRY", "off");
    lint.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    Process running = lint.start();
    running.getOutputStream().close();
    String said = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(running.exitValue()).as(said).isZero();
    assertThat(said).contains("is valid").doesNotContain("Warning was generated");
  }
}
