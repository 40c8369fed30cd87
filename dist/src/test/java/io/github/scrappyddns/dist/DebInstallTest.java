package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package on a Debian with systemd. */
class DebInstallTest {
  private static final Path DEB = Path.of(System.getProperty("scrappy.deb"));
  private static final Path JAR = Path.of(System.getProperty("scrappy.jar"));
  private static final String SERVICE = "http://127.0.0.1:5000/";
  private static final String CONF = "/etc/scrappy-ddns/scrappy-ddns.conf";

  private SystemdMachine machine;

  @TempDir Path directory;

  @BeforeEach
  void start() {
    assertThat(DEB).as("'make deb' packs it").exists();
    machine = SystemdMachine.start(Podman.own());
    machine.copy(DEB, "/root/scrappy-ddns.deb");
  }

  @AfterEach
  void stop() {
    machine.close();
  }

  @Test
  void once_installed_it_serves_and_an_alert_arrives() {
    install();

    assertThat(machine.run("curl -fsS " + SERVICE + "health")).isEqualTo("ok");
    assertThat(machine.run("systemctl is-enabled scrappy-ddns")).isEqualTo("enabled");
    assertThat(machine.run("ps -o user= -p " + pid())).isEqualTo("scrappy-ddns");
    assertThat(machine.run("stat -c '%U:%G %a' /etc/scrappy-ddns/*"))
        .isEqualTo("root:scrappy-ddns 640\nroot:scrappy-ddns 640");

    phone();
    machine.run("echo \"NOTIFY_URLS='json://127.0.0.1:8099/'\" >>" + CONF);
    machine.run("systemctl restart scrappy-ddns");
    assertThat(checkIn("203.0.113.7")).isEqualTo("OK");
    machine.eventually("grep -q 'My network is at 203.0.113.7' /run/alerts");
  }

  @Test
  void its_unit_leaves_little_to_an_intruder() {
    install();

    assertThat(machine.run("systemd-analyze verify scrappy-ddns.service 2>&1")).isEmpty();
    assertThat(machine.tryRun("systemd-analyze security --threshold=15 scrappy-ddns").status())
        .isZero();
    assertThat(machine.run("grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/" + pid() + "/status"))
        .containsPattern("CapEff:\\s+0000000000000000")
        .containsPattern("NoNewPrivs:\\s+1")
        .containsPattern("Seccomp:\\s+2");
  }

  @Test
  void it_runs_with_the_cache_of_its_own_jar() {
    install();

    assertThat(machine.run("cat /proc/" + pid() + "/maps")).contains(".aot");
    assertThat(journal()).contains("(build " + OtherBuild.id(JAR) + ") listens");
  }

  @Test
  void its_owner_gets_in_by_the_link_in_the_journal_and_sees_the_network() {
    install();

    machine.eventually("journalctl --no-pager -u scrappy-ddns | grep -q '/login?'");
    machine.run(
        """
        link=$(journalctl --no-pager -u scrappy-ddns | grep -o '/login?[^ ]*' | head -n 1)
        cd /root
        curl -fsS -c cookies -b cookies "http://127.0.0.1:5000$link" >welcome.html
        curl -fsS -c cookies -b cookies -o /dev/null --data-urlencode 'password=a quiet evening' \
          --data-urlencode "link=$(sed -n 's/.*name="link" value="\\([^"]*\\)".*/\\1/p' welcome.html)" \
          http://127.0.0.1:5000/login
        """);
    assertThat(machine.run("curl -fsS -b /root/cookies " + SERVICE))
        .contains("My network", "Waiting for its first call");
    assertThat(machine.run("curl -fsS -b /root/cookies " + SERVICE + "dashboard/settings"))
        .contains("/etc/scrappy-ddns/scrappy-ddns.conf");
  }

  @Test
  void a_broken_configuration_is_told_and_ends_in_no_loop() {
    install();
    machine.run("echo 'NOTIFY_URL=1' >>" + CONF);

    machine.tryRun("systemctl restart scrappy-ddns");

    machine.eventually("systemctl is-failed scrappy-ddns");
    assertThat(machine.run("systemctl show -p ExecMainStatus -p NRestarts scrappy-ddns"))
        .contains("ExecMainStatus=2", "NRestarts=0");
    assertThat(journal()).contains("NOTIFY_URLS");
    Podman.Result check = machine.tryRun("cd / && scrappy-ddns check");
    assertThat(check.status()).isEqualTo(2);
    assertThat(check.output()).contains(CONF, "NOTIFY_URLS");
  }

  @Test
  void an_upgrade_keeps_configuration_and_state_and_runs_the_new_build() {
    install();
    machine.run("echo '# mine' >>" + CONF);
    assertThat(checkIn("203.0.113.7")).isEqualTo("OK");
    Path jar = directory.resolve("other.jar");
    String build = OtherBuild.make(JAR, jar);
    Path root = runtimeOf(jar);
    machine.copy(root, "/root/usr");
    machine.run(
        """
        cd /root
        dpkg-deb -R scrappy-ddns.deb next
        rm -r next/usr/lib/scrappy-ddns next/DEBIAN/md5sums
        cp -a usr/lib/scrappy-ddns next/usr/lib/
        sed -i 's/^Version: .*/Version: 9.9.9/' next/DEBIAN/control
        echo '# theirs' >>next/etc/scrappy-ddns/scrappy-ddns.conf
        dpkg-deb -Znone -b next next.deb
        """);

    machine.run(
        "DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold -i /root/next.deb");

    serving();
    assertThat(machine.run("scrappy-ddns --version")).contains(build);
    assertThat(journal()).contains("(build " + build + ") listens");
    assertThat(machine.run("cat /proc/" + pid() + "/maps")).contains(".aot");
    assertThat(machine.run("ls /usr/lib/scrappy-ddns/*.aot | wc -l")).isEqualTo("1");
    assertThat(machine.run("tail -n 1 " + CONF)).isEqualTo("# mine");
    assertThat(machine.run("curl -fsS " + SERVICE + token() + "/ip")).isEqualTo("203.0.113.7");
  }

  @Test
  void a_jar_that_somebody_put_in_place_runs_and_not_the_classes_of_the_old_one() {
    install();
    Path jar = directory.resolve("other.jar");
    String build = OtherBuild.make(JAR, jar);

    machine.copy(jar, "/usr/lib/scrappy-ddns/scrappy-ddns.jar");
    machine.run("chmod 644 /usr/lib/scrappy-ddns/scrappy-ddns.jar");
    machine.run("systemctl restart scrappy-ddns");

    machine.eventually("journalctl -u scrappy-ddns | grep -q '(build " + build + ") listens'");
    assertThat(machine.run("scrappy-ddns --version")).contains(build);
  }

  @Test
  void a_removal_keeps_what_is_the_operators_and_a_purge_nothing() {
    install();
    assertThat(checkIn("203.0.113.7")).isEqualTo("OK");
    String token = token();

    machine.run("dpkg -r scrappy-ddns");

    assertThat(machine.tryRun("systemctl is-active scrappy-ddns").output()).startsWith("inactive");
    assertThat(machine.run("ls /etc/scrappy-ddns /var/lib/scrappy-ddns"))
        .contains("scrappy-ddns.conf", "token.list", "scrappy-ddns.db");
    install();
    assertThat(token()).isEqualTo(token);
    assertThat(machine.run("curl -fsS " + SERVICE + token + "/ip")).isEqualTo("203.0.113.7");

    machine.run("dpkg -P scrappy-ddns");

    assertThat(
            machine.run(
                "find / -xdev -name '*scrappy-ddns*' -not -path '/proc/*' -not -path '/root/*' -not -path '/var/log/*'"))
        .isEmpty();
    assertThat(machine.tryRun("getent passwd scrappy-ddns").status()).isNotZero();
  }

  @Test
  void port_443_is_one_drop_in_away() {
    install();

    machine.run(
        """
        mkdir -p /etc/systemd/system/scrappy-ddns.service.d
        cat >/etc/systemd/system/scrappy-ddns.service.d/port.conf <<END
        [Service]
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        CapabilityBoundingSet=CAP_NET_BIND_SERVICE
        PrivateUsers=no
        END
        echo PORT=443 >>/etc/default/scrappy-ddns
        systemctl daemon-reload
        systemctl restart scrappy-ddns
        """);

    machine.eventually("curl -fsS http://127.0.0.1:443/health");
    assertThat(machine.run("ps -o user= -p " + pid())).isEqualTo("scrappy-ddns");
  }

  private void install() {
    machine.run("DEBIAN_FRONTEND=noninteractive dpkg -i /root/scrappy-ddns.deb");
    serving();
  }

  private void serving() {
    machine.eventually("curl -fsS " + SERVICE + "health");
  }

  private String token() {
    return machine.run("sed -n 's/:My network$//p' /etc/scrappy-ddns/token.list");
  }

  private String checkIn(String address) {
    serving();
    return machine.run("curl -fsS '" + SERVICE + token() + "?ip_address=" + address + "'");
  }

  private String pid() {
    return machine.run("systemctl show -P MainPID scrappy-ddns");
  }

  private String journal() {
    return machine.run("journalctl --no-pager -u scrappy-ddns");
  }

  /** What the package's build does, for another jar. */
  private Path runtimeOf(Path jar) {
    Path root = directory.resolve("usr");
    Podman.Result made =
        Podman.finish(
            List.of(
                "sh",
                "-c",
                "exec \"$1/dist/src/runtime/make-runtime\" \"$(\"$1/script/find-jdk\" 25)\" \"$2\" \"$3\"",
                "sh",
                System.getProperty("scrappy.repository"),
                jar.toString(),
                root.toString()));
    assertThat(made.status()).as(made.output()).isZero();
    return root;
  }

  /** Something that takes alerts and writes them down. */
  private void phone() {
    machine.run(
        """
        cat >/root/phone.py <<'END'
        import http.server
        class Phone(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                with open('/run/alerts', 'ab') as alerts:
                    alerts.write(body + b'\\n')
                self.send_response(200)
                self.end_headers()
        http.server.HTTPServer(('127.0.0.1', 8099), Phone).serve_forever()
        END
        systemd-run --quiet --unit=phone python3 /root/phone.py
        """);
    machine.eventually("curl -sS http://127.0.0.1:8099/");
  }
}
