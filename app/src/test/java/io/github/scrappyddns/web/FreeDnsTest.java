package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.http.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialect of FreeDNS (afraid.org). */
class FreeDnsTest {
  @TempDir Path directory;
  private CalledService service;

  @BeforeEach
  void open() {
    service = new CalledService(directory);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void freedns_speaks_in_its_sentences() {
    assertThat(service.get("/dynamic/update.php?" + HOME + "&address=198.51.100.9"))
        .isEqualTo(Response.text(200, "Updated host to 198.51.100.9 in 0.001 seconds\n"));
    assertThat(service.get("/dynamic/update.php?" + HOME + "&address=198.51.100.9").body())
        .isEqualTo("ERROR: Address 198.51.100.9 has not changed.\n");
    assertThat(service.get("/u/" + HOME + "/?ip=198.51.100.9").body())
        .isEqualTo("No IP change detected for host with IP 198.51.100.9, skipping update\n");
    assertThat(service.get("/u/" + HOME).body()).isEqualTo("Updated host to 203.0.113.7\n");
    assertThat(service.get("/dynamic/update.php?," + HOME).body())
        .isEqualTo("ERROR: Address 203.0.113.7 has not changed.\n");
    assertThat(service.get("/dynamic/update.php?address=198.51.100.9&" + HOME + "=").body())
        .startsWith("Updated host to 198.51.100.9 in");
    assertThat(service.get("/dynamic/update.php?home&" + HOME).status()).isEqualTo(200);
    assertThat(service.get("/dynamic/update.php?wrong").status()).isEqualTo(404);
    assertThat(service.get("/u/wrong/").status()).isEqualTo(404);
  }
}
