package io.github.scrappyddns.dist;

/** The image as its Containerfile makes it, of the jar that was just built. */
final class ScrappyImage {
  static final String NAME = "localhost/scrappy-ddns:under-test";

  private static boolean built;

  private ScrappyImage() {}

  /** Builds it, once in this run. */
  static synchronized String in(Podman podman) {
    if (!built) {
      BaseImages images = new BaseImages(podman);
      images.debian(BaseImages.Release.BOOKWORM);
      images.jdk();
      podman.run(
          "build",
          "--pull=never",
          "--format=docker",
          "--file=" + BaseImages.repository("dist/Containerfile"),
          "--build-arg=JAR=app/target/scrappy-ddns.jar",
          "--build-arg=VERSION=" + System.getProperty("scrappy.version"),
          "--tag=" + NAME,
          BaseImages.repository("."));
      built = true;
    }
    return NAME;
  }
}
