package io.github.scrappyddns.channel.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process and all that it has started, and that has not left it since. */
record ProcessTree(ProcessHandle root) {
  /** How long it may tidy up after it was asked to end. */
  static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Asks all of them to end, and ends those by force that do not. Ends them at once where this
   * thread is interrupted.
   */
  void end() {
    List<ProcessHandle> asked = members();
    asked.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    try {
      root.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (ExecutionException | TimeoutException e) {
      // Force is all that is left.
    }
    members().forEach(ProcessHandle::destroyForcibly);
    asked.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ProcessHandle> members() {
    List<ProcessHandle> members = new ArrayList<>(List.of(root));
    root.descendants().forEach(members::add);
    return members;
  }
}
