package io.github.scrappyddns.checkin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The check-ins that wait for one piece of work with the database, and those that it was begun for.
 * Nobody waits for longer than a caller does. Safe for use by several threads.
 */
final class WaitingRoom {
  private static final int LARGEST_GROUP = 256;
  private static final int LONGEST_QUEUE = 20_000;

  /** Some check-ins that are worked on together; each group is itself alone. */
  static final class Group {
    private final List<PendingCheckIn> members;

    private Group(List<PendingCheckIn> members) {
      this.members = members;
    }

    List<PendingCheckIn> members() {
      return members;
    }
  }

  private final BlockingQueue<PendingCheckIn> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final Set<Group> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Lets one in; refuses it where the room is full or closed. */
  void enter(PendingCheckIn pending) {
    if (closed || !queue.offer(pending)) {
      pending.refuse(
          new IllegalStateException("Too many check-ins wait, or the service is stopping"));
    }
  }

  /**
   * Takes those that wait, a group at a time; empty where nobody came in time. {@link #leave} ends
   * it.
   */
  Group take(long nanos) throws InterruptedException {
    List<PendingCheckIn> members = new ArrayList<>();
    PendingCheckIn first = queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    if (first != null) {
      members.add(first);
      queue.drainTo(members, LARGEST_GROUP - 1);
    }
    Group group = new Group(members);
    if (first != null) {
      underWay.add(group);
    }
    return group;
  }

  /** The work with a group is done. */
  void leave(Group group) {
    underWay.remove(group);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** How many nobody has taken yet. */
  int waiting() {
    return queue.size();
  }

  /** Lets nobody in any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Refuses those for whom the database takes too long. Who waits is taken out; what is being
   * stored may still be, which harms nobody: the caller calls again.
   *
   * @return how many
   */
  int refuseOverdue() {
    long now = System.nanoTime();
    int refused = 0;
    for (Group group : underWay) {
      for (PendingCheckIn one : group.members) {
        refused += one.isOverdue(now) && one.refuse(tooLong()) ? 1 : 0;
      }
    }
    // Not in the order of their age: some were here before, or waited in another room.
    Iterator<PendingCheckIn> waiting = queue.iterator();
    while (waiting.hasNext()) {
      PendingCheckIn one = waiting.next();
      if (one.isOverdue(now)) {
        waiting.remove();
        refused += one.refuse(tooLong()) ? 1 : 0;
      }
    }
    return refused;
  }

  private static IllegalStateException tooLong() {
    return new IllegalStateException("The database does not answer");
  }
}
