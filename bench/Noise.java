/** Who else uses the two cores while something is measured: from its making on. */
final class Noise {
  /** Above this share of one core, used by others, a measurement says little. */
  private static final double LIMIT = 0.07;

  private final long begin = System.nanoTime();
  private final long busyBefore = busyMillis();
  private final long benchBefore = benchMillis();

  private static long busyMillis() {
    return Machine.busyMillis(Machine.SERVER_CORE) + Machine.busyMillis(Machine.LOAD_CORE);
  }

  private static long benchMillis() {
    return Machine.usedMillis(ProcessHandle.current().pid());
  }

  /**
   * How much of one core others have used.
   *
   * @param oursMillis processor time of what is measured
   */
  double others(long oursMillis) {
    long ours = oursMillis + benchMillis() - benchBefore;
    return Math.max(0, busyMillis() - busyBefore - ours) * 1e6 / (System.nanoTime() - begin);
  }

  static boolean disturbs(double others) {
    return others > LIMIT;
  }
}
