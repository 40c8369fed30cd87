import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk on its own core: 64 keep-alive connections that call without a pause. */
final class Load {
  private static final int CONNECTIONS = 64;
  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  /**
   * What one round came to.
   *
   * @param rate answers of 200 a second
   * @param answers of 200
   * @param failures answers that were no 200, and calls that got none
   * @param latency the 99th percentile in milliseconds
   * @param serverShare how much of its core the server used
   * @param othersShare how much of one core others used
   */
  record Round(
      double rate,
      long answers,
      long failures,
      double latency,
      double serverShare,
      double othersShare) {
    boolean noisy() {
      return Noise.disturbs(othersShare);
    }

    @Override
    public String toString() {
      return String.format(
          "%7.0f/s  p99 %5.1f ms  server %3.0f %% of its core, others %3.0f %%%s%s",
          rate,
          latency,
          100 * serverShare,
          100 * othersShare,
          failures > 0 ? "  " + failures + " FAILED" : "",
          noisy() ? "  noisy" : "");
    }
  }

  private final String script;
  private final Path tokens;
  private int run;

  /**
   * @param script {@code unchanged} or {@code changed}
   * @param tokens a file with one token a line
   */
  Load(String script, Path tokens) {
    this.script = "bench/" + script + ".lua";
    this.tokens = tokens;
  }

  /** Loads a server for some seconds. */
  Round run(Server server, int seconds) throws IOException, InterruptedException {
    run++;
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Machine.program("taskset"), "-c", "" + Machine.LOAD_CORE));
    command.addAll(
        List.of(Machine.program("wrk"), "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s"));
    command.addAll(List.of("--timeout", "10s", "-s", script, server.url(""), "--"));
    command.addAll(List.of(tokens.toString(), String.valueOf(run)));
    Noise noise = new Noise();
    long serverBefore = server.usedMillis();
    Command wrk = Command.run(command);
    long serverUsed = server.usedMillis() - serverBefore;
    return parsed(wrk.output(), serverUsed, noise.others(serverUsed + wrk.usedMillis()));
  }

  private Round parsed(String output, long serverUsed, double others) {
    Matcher result = RESULT.matcher(output);
    if (!result.find()) {
      throw new IllegalStateException("wrk failed:\n" + output);
    }
    double micros = Long.parseLong(result.group(2));
    long wrong = Long.parseLong(result.group(3));
    long answers = Long.parseLong(result.group(1)) - wrong;
    return new Round(
        answers / micros * 1e6,
        answers,
        wrong + Long.parseLong(result.group(4)),
        Long.parseLong(result.group(5)) / 1e3,
        serverUsed * 1e3 / micros,
        others);
  }
}
