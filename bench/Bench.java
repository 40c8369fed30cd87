import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what SPEC.md section 6 promises, on the real jar. It prints and never asserts.
 *
 * <p>Arguments: the jar; {@code quick} for a shorter and rougher run; the rows, if not all.
 */
final class Bench {
  private interface Row {
    void measure() throws Exception;
  }

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> missing = Machine.missing();
    if (!missing.isEmpty()) {
      missing.forEach(line -> System.err.println("make bench: " + line));
      System.exit(2);
    }
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    List<String> words = List.of(arguments).subList(1, arguments.length);
    boolean quick = words.contains("quick");
    List<String> rows = words.stream().filter(word -> !word.equals("quick")).toList();
    Plan plan = quick ? Plan.QUICK : Plan.FULL;
    // Below the checkout, not in /tmp, which may be memory and then syncs nothing.
    Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
    Machine.print(directory);
    Report report = new Report();
    Map<String, Row> all = new LinkedHashMap<>();
    all.put("start", new ProcessRows(jar, directory, plan, report)::measure);
    all.put("dashboard", new DashboardRow(jar, directory, plan, report)::measure);
    all.put("alert", new AlertRow(jar, directory, plan, report)::measure);
    all.put("changed", new ChangedRow(jar, directory, plan, report)::measure);
    all.put("unchanged", new UnchangedRows(jar, directory, plan, report)::measure);
    all.put("shared", new SharedRows(jar, directory, plan, report)::measure);
    all.put("shared-changed", new ChangedRow(jar, directory, plan, report)::measureShared);
    all.put("round-trips", new RoundTripsRow(jar, directory, plan, report)::measure);
    all.put("shards", new ShardRows(jar, directory, plan, report)::measure);
    for (Map.Entry<String, Row> row : all.entrySet()) {
      if (rows.isEmpty() || rows.contains(row.getKey())) {
        row.getValue().measure();
      }
    }
    report.end();
    if (quick) {
      System.out.println("A quick run: too little warm-up to judge by.");
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("make bench: " + directory + " could not be removed: " + e.getMessage());
    }
  }
}
