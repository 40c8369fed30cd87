package io.github.scrappyddns.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be ended or removed, should this JVM be stopped in the middle of a test: what came
 * last goes first. Safe for use by several threads.
 */
final class AtTheEnd {
  private static final Map<Object, Runnable> DEEDS = new LinkedHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtTheEnd::run, "at the end"));
  }

  private AtTheEnd() {}

  /**
   * Notes what is to be done at the end.
   *
   * @param owner who does it itself otherwise, and says so by {@link #done}
   */
  static synchronized void note(Object owner, Runnable deed) {
    DEEDS.put(owner, deed);
  }

  static synchronized void done(Object owner) {
    DEEDS.remove(owner);
  }

  private static void run() {
    for (Runnable deed : left()) {
      try {
        deed.run();
      } catch (RuntimeException | Error e) {
        System.err.println("Something is left behind: " + e);
      }
    }
  }

  private static synchronized List<Runnable> left() {
    List<Runnable> left = new ArrayList<>(DEEDS.values());
    Collections.reverse(left);
    return left;
  }
}
