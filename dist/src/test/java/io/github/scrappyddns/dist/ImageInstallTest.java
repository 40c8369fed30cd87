package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, run as the documentation tells: no root, no capability, nothing to write but its
 * volume.
 */
class ImageInstallTest {
  private static final String TOKEN = "the-token-of-the-home";

  private final Podman podman = Podman.own();
  private final String image = ScrappyImage.in(podman);
  private Ground ground;

  @TempDir Path directory;

  @BeforeEach
  void lay_the_ground() {
    ground = new Ground(podman);
  }

  @AfterEach
  void clear_it() {
    ground.close();
  }

  @Test
  void the_first_start_tells_what_to_call_and_the_alert_arrives() throws Exception {
    int port = Ground.freePort();
    String service = service(List.of("--publish=127.0.0.1:" + port + ":5000"), List.of());
    ground.awaitLog(service, "/");
    String token = ground.firstToken(service);
    assertThat(Ground.get(port, token + "?ip_address=203.0.113.7")).isEqualTo("OK");
    ground.awaitAlert("My network is at 203.0.113.7");
  }

  @Test
  void it_has_no_rights_and_can_write_nothing_but_its_volume() {
    String service = service(List.of(), List.of());
    String status = podman.run("exec", service, "cat", "/proc/1/status");
    assertThat(status)
        .containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001\n")
        .containsPattern("CapEff:\\s+0000000000000000\n")
        .containsPattern("CapBnd:\\s+0000000000000000\n")
        .containsPattern("NoNewPrivs:\\s+1\n");
    for (String place : List.of("/", "/tmp", "/etc/scrappy-ddns", "/opt/scrappy-ddns")) {
      assertThat(podman.tryRun("exec", service, "touch", place + "/new").output())
          .as(place)
          .contains("Read-only file system");
    }
    assertThat(podman.run("exec", service, "touch", "/var/lib/scrappy-ddns/new")).isEmpty();
  }

  @Test
  void a_new_container_goes_on_with_the_volume_of_the_old_one() throws Exception {
    String volume = "--volume=" + ground.volume() + ":/var/lib/scrappy-ddns";
    int port = Ground.freePort();
    String publish = "--publish=127.0.0.1:" + port + ":5000";
    String old = service(List.of(volume, publish), List.of());
    String token = ground.firstToken(old);
    assertThat(Ground.get(port, token + "?ip_address=203.0.113.7")).isEqualTo("OK");
    podman.run("rm", "--force", "--time=10", old);

    String next = service(List.of(volume, publish), List.of());
    assertThat(ground.log(next)).doesNotContain("first token list");
    assertThat(Ground.get(port, token + "/ip")).isEqualTo("203.0.113.7\n");
  }

  @Test
  void it_stops_within_seconds_when_told_to() {
    String service = service(List.of(), List.of());
    long start = System.nanoTime();
    podman.run("stop", "--time=60", service);
    assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(10);
    assertThat(podman.run("inspect", "--format={{.State.ExitCode}}", service)).isIn("0", "143");
    assertThat(ground.log(service)).contains("Stopping");
  }

  @Test
  void its_health_is_that_of_the_service_wherever_it_listens() {
    String service = service(List.of(), List.of("0.0.0.0", "8080"));
    assertThat(podman.run("exec", service, "/opt/scrappy-ddns/entrypoint", "health"))
        .isEqualTo("ok");
    podman.run("healthcheck", "run", service);
    assertThat(podman.run("inspect", "--format={{.State.Healthcheck.Status}}", service))
        .isEqualTo("healthy");
  }

  @Test
  void with_a_certificate_mounted_it_speaks_tls_at_port_443_and_is_healthy() throws Exception {
    PrivateAuthority authority = new PrivateAuthority(directory);
    Issued issued = authority.issue(KeyForm.EC_PKCS8);
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    Files.copy(issued.certificate(), mounted.resolve("cert.pem"));
    Files.copy(issued.privateKey(), mounted.resolve("cert.key"));
    Files.writeString(mounted.resolve("token.list"), TOKEN + ":Home\n");
    Files.writeString(mounted.resolve("scrappy-ddns.conf"), "ALERT_INTERVAL = '1s'\n");
    allRead(mounted);
    int port = Ground.freePort();
    String service =
        service(
            List.of(
                "--sysctl=net.ipv4.ip_unprivileged_port_start=0",
                "--publish=127.0.0.1:" + port + ":443",
                "--volume=" + mounted + ":/etc/scrappy-ddns:ro"),
            List.of());
    assertThat(ground.log(service)).contains("port 443 by TLS: 1 token,");
    assertThat(
            InstalledProgram.named("curl", "curl")
                .run(
                    directory,
                    "-sS",
                    "--max-time",
                    "20",
                    "--cacert",
                    authority.root().toString(),
                    "https://localhost:" + port + "/" + TOKEN + "?ip_address=203.0.113.9")
                .output())
        .isEqualTo("OK");
    ground.awaitAlert("Home is at 203.0.113.9");
    podman.run("healthcheck", "run", service);
  }

  @Test
  void half_a_certificate_is_refused_in_plain_words() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    Files.writeString(mounted.resolve("cert.pem"), "a certificate\n");
    allRead(mounted);
    List<String> command = hardened();
    command.addAll(List.of("--rm", "--volume=" + mounted + ":/etc/scrappy-ddns:ro", image));
    Podman.Result result = podman.tryRun(run(command));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("TLS needs both", "cert.pem", "cert.key");
  }

  @Test
  void the_build_that_runs_is_that_of_the_jar() {
    List<String> command = hardened();
    command.addAll(List.of("--rm", image, "--version"));
    String jar =
        InstalledProgram.named("java", "openjdk-17-jre-headless")
            .run(directory, "-jar", System.getProperty("scrappy.jar"), "--version")
            .output()
            .strip();
    assertThat(jar).contains("(build ");
    // Podman itself may say before it that it found no systemd for health checks.
    assertThat(podman.run(run(command)).lines()).endsWith(jar);
  }

  @Test
  void arguments_are_the_command_line() {
    List<String> command = hardened();
    command.addAll(List.of("--rm", image, "token", "Summer house"));
    assertThat(podman.run(run(command))).endsWith(":Summer house");
  }

  /** Starts the image as hardened as its documentation tells. */
  private String service(List<String> options, List<String> arguments) {
    List<String> all = hardened();
    all.add("--env=SCRAPPY_NOTIFY_URLS=" + ground.notifyUrl());
    all.addAll(options);
    List<String> command = new ArrayList<>();
    command.add(image);
    command.addAll(arguments);
    String name = ground.start("service", all, command);
    ground.awaitLog(name, "listens on");
    return name;
  }

  private static void allRead(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }

  private static List<String> hardened() {
    return new ArrayList<>(
        List.of(
            "--read-only",
            "--read-only-tmpfs=false",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges"));
  }

  private static String[] run(List<String> command) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(command);
    return all.toArray(String[]::new);
  }
}
