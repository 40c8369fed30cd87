import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine that measures: its tools, its cores and who else uses them. */
final class Machine {
  /** The core that every server is pinned to, and the one that the load and the bench use. */
  static final int SERVER_CORE = 0;

  static final int LOAD_CORE = 1;

  /** Debian's package of each program. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "wrk", "wrk",
          "nginx", "nginx-light",
          "taskset", "util-linux",
          "setpriv", "util-linux",
          "openssl", "openssl",
          "jcmd", "openjdk-17-jdk-headless",
          "java", "openjdk-17-jdk-headless");

  private static final List<String> SYSTEM_PATH = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private Machine() {}

  /** Why nothing can be measured here, a line each; empty where everything is there. */
  static List<String> missing() {
    List<String> missing = new ArrayList<>();
    PACKAGES.forEach(
        (program, debianPackage) -> {
          if (find(program) == null) {
            missing.add(program + " is missing: apt-get install " + debianPackage);
          }
        });
    if (Postgres.find("initdb").isEmpty()) {
      missing.add("PostgreSQL is missing: apt-get install postgresql-15");
    }
    if (Runtime.getRuntime().availableProcessors() < 2 && !Files.exists(core(LOAD_CORE))) {
      missing.add("two cores are needed: one for the server, one for the load");
    }
    if (!Files.exists(Path.of("/proc/stat"))) {
      missing.add("Linux is needed: /proc/stat tells who else uses the cores");
    }
    missing.sort(null);
    return missing;
  }

  private static Path core(int number) {
    return Path.of("/sys/devices/system/cpu/cpu" + number);
  }

  /** Where a program is; of the JDK's, the one that runs this. */
  static String program(String name) {
    String found = find(name);
    if (found == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return found;
  }

  private static String find(String name) {
    if (name.startsWith("j")) {
      Path tool = Path.of(System.getProperty("java.home"), "bin", name);
      return Files.isExecutable(tool) ? tool.toString() : null;
    }
    List<String> places =
        new ArrayList<>(
            List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    places.addAll(SYSTEM_PATH);
    for (String place : places) {
      Path file = Path.of(place, name);
      if (!place.isEmpty() && Files.isExecutable(file)) {
        return file.toString();
      }
    }
    return null;
  }

  /** What a reader must know to compare the figures with others. */
  static void print(Path directory) throws Exception {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    System.out.printf(
        "Machine  %s, load average %s%n",
        cpu, Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    System.out.printf(
        "         server on core %d, load on core %d; disk: %s%n",
        SERVER_CORE, LOAD_CORE, Files.getFileStore(directory));
    System.out.printf(
        "         JDK %s (%s), %s, %s%n",
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        firstLine("nginx", "-v").replaceFirst(".*nginx/", "nginx "),
        firstLine("wrk", "-v").replaceFirst(" \\[.*", ""));
  }

  private static String firstLine(String program, String option) throws Exception {
    return Command.run(List.of(program(program), option))
        .output()
        .lines()
        .findFirst()
        .orElse(program);
  }

  /** Milliseconds in which a core did anything, since the machine started. */
  static long busyMillis(int core) {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      String[] times =
          lines
              .filter(line -> line.startsWith("cpu" + core + " "))
              .findFirst()
              .orElseThrow()
              .split(" ");
      long busy = 0;
      for (int i = 1; i <= 8; i++) {
        boolean idle = i == 4 || i == 5;
        busy += idle ? 0 : Long.parseLong(times[i]);
      }
      return busy * 10;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Milliseconds of processor time that a process has used; 0 once it has ended. */
  static long usedMillis(long pid) {
    return used(pid, 2);
  }

  /** The same, with that of its children that have ended. */
  static long usedWithEndedChildrenMillis(long pid) {
    return used(pid, 4);
  }

  /** Resident memory of a process in kilobytes. */
  static long residentKilobytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long used(long pid, int fieldsThatCount) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 0; i < fieldsThatCount; i++) {
        ticks += Long.parseLong(fields[11 + i]);
      }
      return ticks * 10;
    } catch (IOException e) {
      return 0;
    }
  }
}
