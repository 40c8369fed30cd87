/**
 * How much is measured.
 *
 * @param rounds of each thing that must be quiet, interleaved with what it is compared with
 * @param mostRounds while noisy ones are repeated
 * @param seconds of one round
 * @param warmUp seconds: one core has to serve and to compile what it serves with
 * @param networks of the large installation
 * @param starts of each server, quiet or not
 * @param changes in the row about the alert's delay
 */
record Plan(
    int rounds, int mostRounds, int seconds, int warmUp, int networks, int starts, int changes) {
  static final Plan FULL = new Plan(5, 8, 4, 30, 1_000_000, 9, 50);
  static final Plan QUICK = new Plan(3, 3, 2, 6, 100_000, 3, 10);

  /** The same with twice the rounds, for ratios near 1. */
  Plan twice() {
    return new Plan(2 * rounds, 2 * mostRounds, seconds, warmUp, networks, starts, changes);
  }
}
