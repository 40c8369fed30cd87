package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher beside the runnable jar on Java 21, which Debian 13 has. */
class Java21InstallTest {
  private static final String IMAGE = "localhost/debian-with-java-21:1";

  @Test
  void the_launcher_serves_on_debians_java_21() throws Exception {
    Podman podman = Podman.own();
    String image =
        new BaseImages(podman)
            .debianWith(
                BaseImages.Release.TRIXIE,
                IMAGE,
                List.of("openjdk-21-jre-headless"),
                "WORKDIR /srv");
    int port = Ground.freePort();
    try (Ground ground = new Ground(podman)) {
      String service =
          ground.start(
              "java-21",
              List.of(
                  "--env=SCRAPPY_NOTIFY_URLS=" + ground.notifyUrl(),
                  "--publish=127.0.0.1:" + port + ":5000",
                  "--volume="
                      + BaseImages.repository("dist/src/launcher/scrappy-ddns")
                      + ":/opt/scrappy-ddns:ro",
                  "--volume=" + System.getProperty("scrappy.jar") + ":/opt/scrappy-ddns.jar:ro"),
              List.of(image, "/opt/scrappy-ddns"));
      ground.awaitLog(service, "listens on 0.0.0.0 port 5000");
      assertThat(podman.run("exec", service, "java", "--version")).startsWith("openjdk 21.");

      String token = ground.firstToken(service);
      assertThat(Ground.get(port, token + "?ip_address=203.0.113.7")).isEqualTo("OK");
      ground.awaitAlert("My network is at 203.0.113.7");

      podman.run("stop", "--time=30", service);
      assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", service)).isEqualTo("143");
    }
  }
}
