package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose files, as podman-compose brings them up. */
class ComposeInstallTest {
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
    new BaseImages(podman)
        .debianWith(
            BaseImages.Release.BOOKWORM,
            "docker.io/library/nginx:1",
            List.of("nginx-light"),
            "CMD [\"nginx\", \"-g\", \"daemon off;\"]");
    file = copied("compose-nginx.yaml");
    copied("nginx.conf");
    Path etc = Files.createDirectory(directory.resolve("etc"));
    Issued issued =
        new PrivateAuthority(Files.createDirectory(directory.resolve("authority")))
            .issue(KeyForm.EC_PKCS8);
    Files.copy(issued.certificate(), etc.resolve("cert.pem"));
    Files.copy(issued.privateKey(), etc.resolve("cert.key"));
    up("NGINX_PUBLISH=127.0.0.1:" + port);
    String url = "https://localhost:" + port + "/";
    assertThat(curl(url + "health")).isEqualTo("ok\n");
    String gateway =
        podman.run(
            "inspect",
            "--format={{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}",
            container("nginx"));
    assertThat(curl(url + token())).isEqualTo("OK");
    // The caller is this machine, which containers see at the other end of their bridge.
    assertThat(curl(url + token() + "/ip")).isEqualTo(gateway + "\n");
  }

  private Path copied(String name) throws Exception {
    return Files.copy(Path.of(BaseImages.repository("dist/" + name)), directory.resolve(name));
  }

  private void up(String variable) {
    Podman.Result result = composeWith(List.of(variable), "up", "--detach");
    assertThat(result.status()).as(result.output()).isZero();
    Await.until(
        "it listens", () -> podman.run("logs", container("scrappy-ddns")).contains("listens on"));
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
