package io.github.scrappyddns.channel.program;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.http.Quotation;
import io.github.scrappyddns.channel.url.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run of a program with one alert, from its start to its end, or to that of its time. */
final class ProgramRun {
  private static final long LONGEST_PAUSE_MILLIS = 50;
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+)");

  /** Not there, no right, no directory, and not made for this machine (errno.h). */
  private static final Set<Integer> OF_THE_FILE = Set.of(2, 8, 13, 20, 40);

  private final ProgramFile file;
  private final Alert alert;
  private final Duration limit;
  private final Secrets secrets;
  private final Patience patience;
  private final InstantSource clock;
  private final CompletableFuture<DeliveryResult> outcome = new CompletableFuture<>();
  private volatile @Nullable ProcessHandle running;
  private volatile boolean begun;

  /**
   * A run that has yet to begin.
   *
   * @param limit how long it may take
   * @param patience of the channel, for what goes on for too long
   */
  ProgramRun(
      ProgramFile file,
      Alert alert,
      Duration limit,
      Secrets secrets,
      Patience patience,
      InstantSource clock) {
    this.file = file;
    this.alert = alert;
    this.limit = limit;
    this.secrets = secrets;
    this.patience = patience;
    this.clock = clock;
  }

  /** Begins the run; who cancels it ends the program. */
  CompletableFuture<DeliveryResult> begin(PushThreads threads) {
    // Beyond its own limit, for a start that hangs: the file may lie on a drive that is away.
    Duration atLast = limit.plus(ProcessTree.GRACE).plusSeconds(1);
    Future<?> last = threads.after(atLast, () -> outcome.complete(outOfTime()));
    var unused =
        outcome.whenComplete(
            (result, failure) -> {
              last.cancel(false);
              // Who stops the service waits; the threads of pushes do not: our own ends it.
              if (outcome.isCancelled()) {
                end();
              }
            });
    threads.converse(file.toString(), this::run);
    return outcome;
  }

  private void end() {
    ProcessHandle process = running;
    if (process != null && process.isAlive()) {
      new ProcessTree(process).end();
    }
  }

  private void run() {
    if (outcome.isDone()) {
      return; // Its time was up before there was a thread for it.
    }
    begun = true;
    try {
      ProgramFile.Finding found = file.look();
      outcome.complete(
          found.problem().isPresent()
              ? DeliveryResult.badChannel(found.problem().get())
              : waitedFor(started(found.program())));
    } catch (IOException e) {
      outcome.complete(notStarted(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome.complete(DeliveryResult.unsure("its end was not waited for"));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  private Process started(Path program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString()).directory(new File("/"));
    // What this service was given, such as the database's password, is not the program's.
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(Set.of("PATH"));
    environment.putIfAbsent("PATH", USUAL_PATH);
    environment.putAll(ProgramAlert.variables(alert));
    Process process = builder.start();
    running = process.toHandle();
    if (outcome.isDone()) {
      end();
    }
    return process;
  }

  private DeliveryResult waitedFor(Process process) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Heard words = new Heard(process.getInputStream());
    Heard complaints = new Heard(process.getErrorStream());
    tell(process);
    boolean ended = false;
    long pause = 1;
    while (!ended && !outcome.isDone() && System.nanoTime() - deadline < 0) {
      int heard = words.listen() + complaints.listen();
      pause = heard > 0 ? 1 : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      ended = process.waitFor(pause, TimeUnit.MILLISECONDS);
    }
    if (!ended) {
      new ProcessTree(process.toHandle()).end();
    }
    words.listen();
    complaints.listen();
    // A child in the background may hold the other end for ever.
    words.hangUp();
    complaints.hangUp();
    return ended ? result(process.exitValue(), words, complaints) : outOfTime();
  }

  /** It need not read what it is told. */
  private void tell(Process process) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(ProgramAlert.input(alert));
    } catch (IOException e) {
      return;
    }
  }

  private DeliveryResult result(int status, Heard words, Heard complaints) {
    String complaint = complaints.firstLine();
    String word = words.firstLine();
    boolean well = status == 0 ? !word.isEmpty() : complaint.isEmpty();
    if (status == 0) {
      patience.restore();
    }
    return new ExitStatus(status)
        .result(Quotation.of(well ? word : complaint, secrets), this::patiently);
  }

  private DeliveryResult patiently(DeliveryResult first) {
    return patience.tried(first, clock.instant(), Patience.USUAL);
  }

  /** It may have done its work, or half of it: nobody knows. */
  private DeliveryResult outOfTime() {
    return begun
        ? patiently(
            DeliveryResult.unsure(
                "it was ended, since it took longer than " + limit.toSeconds() + " s"))
        : DeliveryResult.retry("too many other programs are still running");
  }

  private DeliveryResult notStarted(IOException failure) {
    Matcher error = ERROR.matcher(String.valueOf(failure.getMessage()));
    String why = Quotation.of(String.valueOf(failure.getMessage()), secrets);
    return error.find() && OF_THE_FILE.contains(Integer.parseInt(error.group(1)))
        ? DeliveryResult.badChannel(why)
        : patiently(DeliveryResult.retry(why));
  }
}
