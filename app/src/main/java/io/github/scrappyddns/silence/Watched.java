package io.github.scrappyddns.silence;

import io.github.scrappyddns.network.Networks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The networks that are watched, and when each is silent unless it calls before. To look costs a
 * walk over an array of times: only whose time has come is asked for. Used by one thread.
 */
final class Watched {
  /** A network whose time is over; {@code at} that time, {@code lastHeard} as it is known. */
  record Fallen(long networkId, long lastHeard, long at) {}

  private static final int AT_ONCE = 5_000;

  private final long[] ids;
  private final long[] silentAfter;
  private final long[] since;
  private final long[] due;
  private final boolean[] called;

  private Watched(int count) {
    ids = new long[count];
    silentAfter = new long[count];
    since = new long[count];
    due = new long[count];
    called = new boolean[count];
  }

  static Watched nobody() {
    return new Watched(0);
  }

  /**
   * Those of a list.
   *
   * @param before whom this takes over from: who is watched anew gets the full time
   */
  static Watched of(Networks networks, Rules rules, Watched before, long now) {
    Map<Long, Long> times = new HashMap<>();
    networks.forEach(
        network -> {
          long time = rules.silentAfter(network);
          if (time > 0) {
            times.put(network.id(), time);
          }
        });
    Watched watched = new Watched(times.size());
    int place = 0;
    for (long id : times.keySet().stream().mapToLong(Long::longValue).sorted().toArray()) {
      watched.ids[place] = id;
      watched.silentAfter[place] = times.getOrDefault(id, 0L);
      int there = Arrays.binarySearch(before.ids, id);
      boolean same = there >= 0 && before.silentAfter[there] == watched.silentAfter[place];
      watched.since[place] = same ? before.since[there] : now;
      place++;
    }
    return watched;
  }

  boolean isEmpty() {
    return ids.length == 0;
  }

  /** The shortest time that anybody is watched for; the longest there is where nobody is. */
  long shortest() {
    return Arrays.stream(silentAfter).min().orElse(Long.MAX_VALUE);
  }

  /** How many of them have ever called. */
  int callers() {
    int count = 0;
    for (boolean one : called) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** All of them get the full time anew, by what is fit to hear from now on. */
  void forget() {
    Arrays.fill(since, 0);
    Arrays.fill(due, 0);
  }

  /** Those whose time is over. */
  List<Fallen> fallen(long now, Hearing hearing, Fitness fitness, Set<Long> silent) {
    return ask(now, now, hearing, fitness, silent);
  }

  /** How many will have fallen by a time unless they call, and have not called since another. */
  int mayFollow(
      long now, long by, long notSince, Hearing hearing, Fitness fitness, Set<Long> silent) {
    var unused = ask(now, by, hearing, fitness, silent);
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      boolean quiet = due[i] - silentAfter[i] - hearing.lag() <= notSince;
      if (called[i] && due[i] > now && due[i] <= by && quiet && !silent.contains(ids[i])) {
        count++;
      }
    }
    return count;
  }

  private List<Fallen> ask(
      long now, long dueBy, Hearing hearing, Fitness fitness, Set<Long> silent) {
    List<Fallen> fallen = new ArrayList<>();
    int[] places = new int[Math.min(ids.length, AT_ONCE)];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (due[i] <= dueBy && !silent.contains(ids[i])) {
        places[count++] = i;
      }
      if (count == AT_ONCE || (i == ids.length - 1 && count > 0)) {
        ask(Arrays.copyOf(places, count), now, hearing, fitness, fallen);
        count = 0;
      }
    }
    return fallen;
  }

  private void ask(int[] places, long now, Hearing hearing, Fitness fitness, List<Fallen> fallen) {
    long[] last = hearing.last(Arrays.stream(places).mapToLong(place -> ids[place]).toArray());
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      long fitSince = Math.max(fitness.since(silentAfter[place]), since[place]);
      called[place] = last[i] != 0;
      due[place] = Verdict.silentAt(now, last[i], fitSince, silentAfter[place], hearing.lag());
      if (due[place] <= now && called[place]) {
        fallen.add(new Fallen(ids[place], last[i], due[place]));
      } else if (due[place] <= now) {
        // Before its first call nobody misses it.
        due[place] = now + silentAfter[place];
      }
    }
  }
}
