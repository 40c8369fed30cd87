package io.github.scrappyddns.checkin;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that answers callers in time for whom the database takes too long. */
final class Deadlines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long LOOK_MILLIS = 250;

  private final List<WaitingRoom> rooms;
  private final Standstill standstill;
  private final Thread thread = new Thread(this::run, "change deadlines");

  /**
   * @param standstill is told that this process goes on
   */
  Deadlines(List<WaitingRoom> rooms, Standstill standstill) {
    this.standstill = standstill;
    this.rooms = List.copyOf(rooms);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        standstill.tick();
        int refused = rooms.stream().mapToInt(WaitingRoom::refuseOverdue).sum();
        if (refused > 0) {
          LOG.error("The database does not answer: {} check-ins were answered 911", refused);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends; only after nobody waits any more. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
