import java.util.ArrayList;
import java.util.List;

/** What is told: steps as they pass, and every row again at the end. */
final class Report {
  private final List<String> rows = new ArrayList<>();
  private final long begin = System.nanoTime();

  void heading(String text) {
    System.out.printf("%n== %s (after %.0f s)%n", text, (System.nanoTime() - begin) / 1e9);
  }

  void note(String text, Object... values) {
    System.out.println("   " + String.format(text, values));
  }

  /**
   * One of the measured rows.
   *
   * @param bar what it must hold
   */
  void row(String what, String figure, String bar) {
    String row = String.format("%-46s %-52s bar %s", what, figure, bar);
    rows.add(row);
    System.out.println("-> " + row);
  }

  void end() {
    heading("All rows: least - median - greatest");
    rows.forEach(System.out::println);
  }
}
