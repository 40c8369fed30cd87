import java.util.ArrayList;
import java.util.List;

/** The ratios of several rounds. Those of quiet rounds speak where there are enough of them. */
final class Ratios {
  private static final int ENOUGH = 3;

  private record Ratio(double value, boolean noisy) {}

  private final List<Ratio> ratios = new ArrayList<>();

  void add(double value, boolean noisy) {
    ratios.add(new Ratio(value, noisy));
  }

  /** Whether another round is wanted: noisy ones are repeated, up to a limit. */
  boolean wantMore(Plan plan) {
    long quiet = ratios.stream().filter(ratio -> !ratio.noisy).count();
    return quiet < plan.rounds() && ratios.size() < plan.mostRounds();
  }

  /** Least, median and greatest, and how many rounds they come from. */
  String text() {
    List<Ratio> quiet = ratios.stream().filter(ratio -> !ratio.noisy).toList();
    boolean enough = quiet.size() >= Math.min(ENOUGH, ratios.size());
    Spread spread = new Spread();
    (enough ? quiet : ratios).forEach(ratio -> spread.add(ratio.value));
    return String.format(
        "%s  (%s)",
        spread.text("%.2f"),
        enough
            ? quiet.size() + " quiet of " + ratios.size() + " rounds"
            : "all " + ratios.size() + " rounds, only " + quiet.size() + " of them quiet");
  }
}
