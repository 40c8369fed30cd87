package io.github.scrappyddns.war;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web application with its state in PostgreSQL, whose driver it must let go of as well. */
class PostgresqlProcessTest {
  private static final String HOME = "token-of-the-home-network";

  @TempDir Path directory;

  @Test
  void its_state_outlives_a_redeployment_and_its_driver_does_not() throws Exception {
    Files.writeString(directory.resolve("token.list"), HOME + ":Home\n");
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "DATABASE_URL = '" + TestDatabase.POSTGRESQL.freshUrl(directory) + "'\n");
    try (Container container = Container.start(new Tomcat(), directory, Map.of())) {
      ContainerCaller caller = container.caller();
      container.deploy("ddns");
      assertThat(caller.get("/ddns/" + HOME + "?ip_address=203.0.113.7").body()).isEqualTo("OK");
      container.awaitPrinted("Home is at 203.0.113.7 (first check-in)", 1);

      container.deploy("ddns");
      assertThat(caller.get("/ddns/" + HOME + "?ip_address=203.0.113.8").body()).isEqualTo("OK");
      container.awaitPrinted("Home is at 203.0.113.8, was 203.0.113.7", 1);
      container.undeploy("ddns");
      assertThat(container.log())
          .doesNotContain("appears to have started a thread")
          .doesNotContain("has not been unregistered")
          .doesNotContain("failed to unregister");
    }
  }
}
