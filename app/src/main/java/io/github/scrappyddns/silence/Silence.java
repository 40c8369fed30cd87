package io.github.scrappyddns.silence;

/**
 * A network that is silent, or was until a moment ago. All times are epoch milliseconds.
 *
 * @param since when it was last heard
 * @param toldAt when it was found silent
 * @param common when those fell that are told with it; 0 where it is told by itself
 * @param backAt when it called again, until the others of a common fall did, too; 0 before
 */
record Silence(long networkId, long since, long toldAt, long common, long backAt) {
  boolean isCommon() {
    return common != 0;
  }

  boolean isBack() {
    return backAt != 0;
  }

  Silence back(long at) {
    return new Silence(networkId, since, toldAt, common, at);
  }

  /** The others of its fall are back: from now on it is told by itself. */
  Silence alone() {
    return new Silence(networkId, since, toldAt, 0, 0);
  }
}
