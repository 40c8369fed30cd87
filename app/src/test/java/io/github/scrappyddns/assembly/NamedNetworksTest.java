package io.github.scrappyddns.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that name networks: of the token list, of the pages, and of nowhere. */
@Tag("slow")
class NamedNetworksTest {
  @TempDir Path directory;

  private ServedPages served(String key, String value) throws Exception {
    return new ServedPages(
        directory,
        ServedPages.tokens("Home"),
        List.of(new ScriptedChannel("phone")),
        ServedPages.settings(key, value),
        InstantSource.system());
  }

  @ParameterizedTest
  @CsvSource({"HOST_NAMES, Cabin=cabin.example.com", "SILENT_AFTER, Cabin=1h"})
  void a_network_of_the_pages_is_known_at_the_next_start(String key, String value)
      throws Exception {
    try (ServedPages pages = new ServedPages(directory, "Home")) {
      pages.signIn(ServedPages.PASSWORD);
      assertThat(
              pages.post("/dashboard/networks/add", "name=Cabin&mark=" + pages.mark()).statusCode())
          .isEqualTo(200);
    }
    try (ServedPages pages = served(key, value)) {
      assertThat(pages.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"HOST_NAMES, Cabin=cabin.example.com", "SILENT_AFTER, Cabin=1h"})
  void one_of_nowhere_is_refused(String key, String value) {
    assertThatThrownBy(() -> served(key, value).close())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key + ": there is no network called 'Cabin'");
  }

  @Test
  void what_a_network_of_the_pages_was_called_is_a_warning_and_stops_no_start() throws Exception {
    try (ServedPages pages = new ServedPages(directory, "Home")) {
      pages.signIn(ServedPages.PASSWORD);
      pages.post("/dashboard/networks/add", "name=Cabin&mark=" + pages.mark());
      assertThat(pages.post("/dashboard/networks/2/remove", "mark=" + pages.mark()).statusCode())
          .isEqualTo(303);
    }
    try (ServedPages pages = served("HOST_NAMES", "Cabin=cabin.example.com")) {
      assertThat(pages.get("/health").body())
          .startsWith("ok\n")
          .contains("warning: settings: they name a network that there is not");
      pages.call(1, "203.0.113.7");
    }
  }
}
