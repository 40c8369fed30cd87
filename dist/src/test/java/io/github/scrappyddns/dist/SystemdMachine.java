package io.github.scrappyddns.dist;

import com.google.common.collect.Lists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Debian with systemd as its first process, in a container that sees no network but its own. */
final class SystemdMachine implements AutoCloseable {
  private static final String IMAGE = "localhost/scrappy-ddns-test/systemd";
  private static final List<String> PACKAGES =
      List.of(
          "systemd",
          "systemd-sysv",
          "adduser",
          "curl",
          "procps",
          "init-system-helpers",
          "man-db",
          "python3");

  private final Podman podman;
  private final String name = Podman.freshName("systemd");

  private SystemdMachine(Podman podman) {
    this.podman = podman;
  }

  /**
   * Starts one, and waits until it is up.
   *
   * @param more packages
   */
  static SystemdMachine start(Podman podman, String... more) {
    List<String> packages = new ArrayList<>(PACKAGES);
    packages.addAll(List.of(more));
    String image =
        new BaseImages(podman)
            .debianWith(
                BaseImages.Release.BOOKWORM,
                String.join("-", Lists.asList(IMAGE, more)) + ":12",
                packages,
                "STOPSIGNAL SIGRTMIN+3",
                "CMD [\"/lib/systemd/systemd\"]");
    SystemdMachine machine = new SystemdMachine(podman);
    podman.run(
        "run",
        "--detach",
        "--name=" + machine.name,
        "--privileged",
        "--systemd=always",
        "--cgroupns=private",
        "--network=none",
        image);
    // 'degraded' is up, too: a container has no use for some of the units.
    machine.eventually("systemctl is-system-running | grep -qE 'running|degraded'");
    return machine;
  }

  /** Copies a file of this machine into it. */
  void copy(Path from, String to) {
    podman.run("cp", from.toString(), name + ":" + to);
  }

  /** Runs a shell script as root to its end; its failure is the test's. */
  String run(String script) {
    return podman.run("exec", name, "sh", "-ec", script);
  }

  /** Runs a shell script as root to its end, whatever that is. */
  Podman.Result tryRun(String script) {
    return podman.tryRun("exec", name, "sh", "-c", script);
  }

  /** Waits until a shell script succeeds. */
  void eventually(String script) {
    Podman.Result result =
        podman.tryRun(
            "exec",
            name,
            "timeout",
            "90",
            "sh",
            "-c",
            "until { " + script + "; } >/dev/null 2>&1; do sleep 0.1; done");
    if (result.status() != 0) {
      throw new AssertionError(
          "Never came true: "
              + script
              + "\n"
              + tryRun(script).output()
              + tryRun("systemctl status scrappy-ddns; journalctl --no-pager | tail -n 50")
                  .output());
    }
  }

  @Override
  public void close() {
    podman.run("rm", "--force", "--time=0", name);
  }
}
