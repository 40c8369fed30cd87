import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
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
   * @param serverShare how much of one core the servers used
   * @param besideShare how much of one core what works beside them used: a database, a proxy
   * @param othersShare how much of one core others used
   */
  record Round(
      double rate,
      long answers,
      long failures,
      double latency,
      double serverShare,
      double besideShare,
      double othersShare) {
    boolean noisy() {
      return Noise.disturbs(othersShare);
    }

    /** Processor time of the servers for one answer. */
    double serverMicros() {
      return serverShare * 1e6 / rate;
    }

    /** Processor time of what works beside them for one answer. */
    double besideMicros() {
      return besideShare * 1e6 / rate;
    }

    /** What several servers came to at the same time. */
    private static Round of(List<Round> parts, double server, double beside, double others) {
      return new Round(
          parts.stream().mapToDouble(Round::rate).sum(),
          parts.stream().mapToLong(Round::answers).sum(),
          parts.stream().mapToLong(Round::failures).sum(),
          parts.stream().mapToDouble(Round::latency).max().orElse(0),
          server,
          beside,
          others);
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
  private final LongSupplier beside;
  private final int connections;
  private final List<String> options;
  private int run;

  /**
   * @param script {@code unchanged} or {@code changed}
   * @param tokens a file with one token a line
   */
  Load(String script, Path tokens) {
    this(script, tokens, CONNECTIONS, () -> 0);
  }

  /**
   * @param beside the processor time, in milliseconds, of what works beside the servers
   */
  Load(String script, Path tokens, int connections, LongSupplier beside) {
    this("bench/" + script + ".lua", tokens, connections, beside, List.of());
  }

  private Load(
      String script, Path tokens, int connections, LongSupplier beside, List<String> options) {
    this.script = script;
    this.tokens = tokens;
    this.connections = connections;
    this.beside = beside;
    this.options = options;
  }

  /** The same with a connection of its own for each call, as devices have it. */
  Load withNewConnections() {
    return new Load(script, tokens, connections, beside, List.of("-H", "Connection: close"));
  }

  /** Loads a server for some seconds. */
  Round run(Server server, int seconds) throws IOException, InterruptedException {
    return run(List.of(server), server.url(""), seconds);
  }

  /** Loads several servers at the same time: each gets its part of the connections. */
  Round run(List<Server> servers, int seconds) throws IOException, InterruptedException {
    return run(servers, "", seconds);
  }

  /** Loads what stands in front of servers. */
  Round run(List<Server> servers, String front, int seconds)
      throws IOException, InterruptedException {
    List<String> targets =
        front.isEmpty() ? servers.stream().map(server -> server.url("")).toList() : List.of(front);
    Noise noise = new Noise();
    long serverBefore = usedMillis(servers);
    long besideBefore = beside.getAsLong();
    List<CompletableFuture<Command>> calls = new ArrayList<>();
    for (String target : targets) {
      List<String> command = command(target, connections / targets.size(), seconds);
      calls.add(CompletableFuture.supplyAsync(() -> finished(command)));
    }
    List<Command> ended = calls.stream().map(CompletableFuture::join).toList();
    long server = usedMillis(servers) - serverBefore;
    long besides = beside.getAsLong() - besideBefore;
    long ours = server + besides + ended.stream().mapToLong(Command::usedMillis).sum();
    // wrk's own time: before it begins, it reads the tokens.
    double millis = ended.stream().mapToDouble(Load::millis).max().orElseThrow();
    return Round.of(
        ended.stream().map(Load::parsed).toList(),
        server / millis,
        besides / millis,
        noise.others(ours));
  }

  private static long usedMillis(List<Server> servers) {
    return servers.stream().mapToLong(Server::usedMillis).sum();
  }

  private static Command finished(List<String> command) {
    try {
      return Command.run(command);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String target, int connections, int seconds) {
    run++;
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Machine.program("taskset"), "-c", "" + Machine.LOAD_CORE));
    command.addAll(
        List.of(Machine.program("wrk"), "-t1", "-c" + connections, "-d" + seconds + "s"));
    command.addAll(options);
    command.addAll(List.of("--timeout", "10s", "-s", script, target, "--"));
    command.addAll(List.of(tokens.toString(), String.valueOf(run)));
    return command;
  }

  private static double millis(Command wrk) {
    return Long.parseLong(result(wrk).group(2)) / 1e3;
  }

  private static Matcher result(Command wrk) {
    Matcher result = RESULT.matcher(wrk.output());
    if (!result.find()) {
      throw new IllegalStateException("wrk failed:\n" + wrk.output());
    }
    return result;
  }

  private static Round parsed(Command wrk) {
    Matcher result = result(wrk);
    double micros = Long.parseLong(result.group(2));
    long wrong = Long.parseLong(result.group(3));
    long answers = Long.parseLong(result.group(1)) - wrong;
    return new Round(
        answers / micros * 1e6,
        answers,
        wrong + Long.parseLong(result.group(4)),
        Long.parseLong(result.group(5)) / 1e3,
        0,
        0,
        0);
  }
}
