package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The runnable jar under systemd, installed by the very lines of docs/install.md. */
class PlainJarInstallTest {
  private static final Pattern RECIPE =
      Pattern.compile("With systemd, .*?```sh\\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_documented_lines_make_it_a_service_that_serves() throws IOException {
    Matcher recipe =
        RECIPE.matcher(Files.readString(Path.of(BaseImages.repository("docs/install.md"))));
    assertThat(recipe.find()).isTrue();
    try (SystemdMachine machine =
        SystemdMachine.start(Podman.own(), "sudo", "openjdk-17-jre-headless")) {
      machine.run("mkdir -p /root/source/dist/src /root/source/app/target");
      for (String part : List.of("launcher", "etc", "systemd")) {
        machine.copy(
            Path.of(BaseImages.repository("dist/src/" + part)), "/root/source/dist/src/" + part);
      }
      machine.copy(
          Path.of(System.getProperty("scrappy.jar")), "/root/source/app/target/scrappy-ddns.jar");

      machine.run("cd /root/source\n" + recipe.group(1));

      machine.eventually("curl -fsS http://127.0.0.1:5000/health");
      assertThat(machine.run("systemctl is-enabled scrappy-ddns")).isEqualTo("enabled");
      String token = machine.run("cut -d: -f1 /etc/scrappy-ddns/token.list");
      assertThat(machine.run("curl -fsS http://127.0.0.1:5000/" + token)).isEqualTo("OK");
      assertThat(machine.run("ls -l /var/lib/scrappy-ddns/scrappy-ddns.db"))
          .contains("scrappy-ddns scrappy-ddns");
      assertThat(machine.tryRun("systemd-analyze security --threshold=15 scrappy-ddns").status())
          .isZero();
    }
  }
}
