package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.dist.BaseImages.Release;
import org.junit.jupiter.api.Test;

/** The ground of the other install tests stands. */
class BaseImagesInstallTest {
  private final Podman podman = Podman.own();
  private final BaseImages images = new BaseImages(podman);

  @Test
  void the_stand_in_for_debian_is_debian_12() {
    assertThat(
            podman.run(
                "run",
                "--rm",
                "--network=none",
                images.debian(Release.BOOKWORM),
                "cat",
                "/etc/os-release"))
        .contains("VERSION_ID=\"12\"");
  }

  @Test
  void the_stand_in_for_temurin_compiles_and_links_with_java_25() {
    assertThat(podman.run("run", "--rm", "--network=none", images.jdk(), "javac", "-version"))
        .startsWith("javac 25");
    assertThat(
            podman.run(
                "run",
                "--rm",
                "--network=none",
                images.jdk(),
                "jlink",
                "--add-modules",
                "java.base",
                "--output",
                "/tmp/runtime"))
        .isEmpty();
  }
}
