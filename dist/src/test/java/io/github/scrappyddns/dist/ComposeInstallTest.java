package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose files, as podman-compose brings them up. */
class ComposeInstallTest {
  private static final String TOKEN = "qMvTzKpWcRnYbHdLgXsJfE4a";

  /** What PostgreSQL's image makes of its variables at the first start. */
  private static final String FIRST_START =
      "cd /var/lib/postgresql/data; [ -s PG_VERSION ] || {"
          + " initdb -A scram-sha-256 -U $POSTGRES_USER --pwfile=$POSTGRES_PASSWORD_FILE -D .;"
          + " echo host all all all scram-sha-256 >>pg_hba.conf;"
          + " echo CREATE DATABASE $POSTGRES_DB | postgres --single -D . postgres; };"
          + " exec postgres -D . -c listen_addresses=0.0.0.0";

  private final Podman podman = Podman.own();
  private final String project = Podman.freshName("compose");
  private final int port = Ground.freePort();
  private Path file;

  @TempDir Path directory;

  @BeforeEach
  void name_the_image_as_the_files_do() {
    podman.run("tag", ScrappyImage.in(podman), "localhost/scrappy-ddns:latest");
  }

  @AfterEach
  void take_it_down() {
    compose("down", "--volumes");
  }

  @Test
  void one_service_answers_and_names_the_address_to_call() throws Exception {
    file = copied("compose.yaml");
    up("SCRAPPY_PUBLISH=127.0.0.1:" + port);
    assertThat(curl("http://127.0.0.1:" + port + "/health")).isEqualTo("ok\n");
    assertThat(podman.run("logs", container("scrappy-ddns")))
        .contains("http://localhost:5000/" + token());
  }

  @Test
  void behind_nginx_the_address_is_the_callers_and_not_that_of_nginx() throws Exception {
    nginx();
    file = copied("compose-nginx.yaml");
    copied("nginx.conf");
    certificate("etc");
    up("NGINX_PUBLISH=127.0.0.1:" + port);
    String url = "https://localhost:" + port + "/";
    assertThat(curl(url + "health")).isEqualTo("ok\n");
    assertThat(curl(url + token())).isEqualTo("OK");
    // The caller is this machine, which containers see at the other end of their bridge.
    assertThat(curl(url + token() + "/ip")).isEqualTo(inNetwork("Gateway", "nginx") + "\n");
  }

  @Test
  void three_instances_behind_nginx_are_one_service_and_one_of_them_may_die() throws Exception {
    nginx();
    postgres();
    file = copied("compose-cluster.yaml");
    copied("nginx-cluster.conf");
    certificate("tls");
    file("etc", "token.list", TOKEN + ":Home\n");
    file("secrets", "database-password", "a-password");
    file(
        "secrets",
        "database-url",
        "jdbc:postgresql://postgres/scrappy?user=scrappy&password=a-password");
    file("secrets", "notify-urls", "json://127.0.0.1:9/");
    up("NGINX_PUBLISH=127.0.0.1:" + port, "scrappy-ddns-1", "scrappy-ddns-2", "scrappy-ddns-3");
    String url = "https://localhost:" + port + "/" + TOKEN;
    assertThat(curl(url)).isEqualTo("OK");
    // The caller is this machine, at the other end of the bridge.
    assertThat(knownBy(1)).isEqualTo(inNetwork("Gateway", "nginx") + "\n");
    assertThat(curl(url + "?ip_address=203.0.113.7")).isEqualTo("OK");
    assertThat(List.of(knownBy(1), knownBy(2), knownBy(3))).containsOnly("203.0.113.7\n");
    podman.run("stop", "--time=0", container("scrappy-ddns-2"));
    for (int i = 1; i <= 6; i++) {
      String address = "203.0.113." + (10 + i);
      assertThat(curl(url + "?ip_address=" + address)).isEqualTo("OK");
      assertThat(List.of(knownBy(1), knownBy(3))).containsOnly(address + "\n");
    }
  }

  /** What an instance says that a network has, asked past nginx. */
  private String knownBy(int instance) {
    String address = inNetwork("IPAddress", "scrappy-ddns-" + instance);
    return curl("http://" + address + ":5000/" + TOKEN + "/ip");
  }

  /** What podman says of a container's place in the network of its project. */
  private String inNetwork(String what, String service) {
    return podman.run(
        "inspect",
        "--format={{range .NetworkSettings.Networks}}{{." + what + "}}{{end}}",
        container(service));
  }

  private void nginx() {
    new BaseImages(podman)
        .debianWith(
            BaseImages.Release.BOOKWORM,
            "docker.io/library/nginx:1",
            List.of("nginx-light"),
            "CMD [\"nginx\", \"-g\", \"daemon off;\"]");
  }

  private void postgres() {
    new BaseImages(podman)
        .debianWith(
            BaseImages.Release.BOOKWORM,
            "docker.io/library/postgres:17",
            List.of("postgresql-15"),
            "RUN groupmod --gid 999 postgres && usermod --uid 999 postgres && rm -rf /var/lib/postgresql/*",
            "RUN install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data",
            "RUN install -d -o postgres -g postgres -m 3777 /run/postgresql",
            "VOLUME /var/lib/postgresql/data",
            "ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "CMD [\"bash\", \"-ec\", \"" + FIRST_START + "\"]");
  }

  private void certificate(String folder) throws Exception {
    Path target = Files.createDirectory(directory.resolve(folder));
    Issued issued =
        new PrivateAuthority(Files.createDirectory(directory.resolve("authority")))
            .issue(KeyForm.EC_PKCS8);
    Files.copy(issued.certificate(), target.resolve("cert.pem"));
    Files.copy(issued.privateKey(), target.resolve("cert.key"));
  }

  private void file(String folder, String name, String text) throws Exception {
    Path target = Files.createDirectories(directory.resolve(folder)).resolve(name);
    Files.writeString(target, text);
    // Each is mounted for a user of its own.
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Path copied(String name) throws Exception {
    return Files.copy(Path.of(BaseImages.repository("dist/" + name)), directory.resolve(name));
  }

  private void up(String variable) {
    up(variable, "scrappy-ddns");
  }

  private void up(String variable, String... services) {
    Podman.Result result = composeWith(List.of(variable), "up", "--detach");
    assertThat(result.status()).as(result.output()).isZero();
    for (String service : services) {
      Await.until(
          service + " listens",
          () -> podman.run("logs", container(service)).contains("listens on"));
    }
  }

  private Podman.Result compose(String... arguments) {
    return composeWith(List.of(), arguments);
  }

  private Podman.Result composeWith(List<String> variables, String... arguments) {
    InstalledProgram.named("podman-compose", "podman-compose");
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(podman.environment());
    command.addAll(variables);
    command.addAll(List.of("podman-compose", "--project-name", project, "--file", file.toString()));
    command.addAll(List.of(arguments));
    return Podman.finish(command);
  }

  private String container(String service) {
    return podman
        .run(
            "ps",
            "--all",
            "--filter=label=io.podman.compose.project=" + project,
            "--filter=label=com.docker.compose.service=" + service,
            "--format={{.Names}}")
        .strip();
  }

  private String token() {
    return podman.run(
        "exec", container("scrappy-ddns"), "sed", "-n", "s/:My network$//p", "token.list");
  }

  private String curl(String url) {
    return InstalledProgram.named("curl", "curl")
        .run(
            directory,
            "-sS",
            "--max-time",
            "20",
            "--retry",
            "5",
            "--retry-connrefused",
            "--insecure",
            url)
        .output();
  }
}
