package io.github.scrappyddns.web;

import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.spelling.HostNameKey;
import io.github.scrappyddns.spelling.NameKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host names a network answers to. By default they are labels, and any will do; a network with
 * listed ones answers to no other.
 */
public final class HostNames {
  private static final Pattern BETWEEN = Pattern.compile("[,;]");

  /** A label may hold some; host names do not, and lists of them may. */
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** What the protocol before dyndns2 has in place of a name, which it calls host_id. */
  private static final String EVERY = "YES";

  /** The names by which clients call what they name; the first that is given counts. */
  private static final String[] NAMES = {
    "hostname", "host_id", "host", "domain", "domains", "h", "fqdn", "dn"
  };

  private final Map<String, Set<String>> listed;

  /**
   * @param listed host names by the name of their network, each however it is spelled
   */
  public HostNames(Map<String, Set<String>> listed) {
    Map<String, Set<String>> byKey = new HashMap<>();
    listed.forEach(
        (name, hosts) -> {
          Set<String> keys = byKey.computeIfAbsent(NameKey.of(name), key -> new HashSet<>());
          hosts.forEach(host -> keys.add(HostNameKey.of(host)));
        });
    this.listed = byKey;
  }

  /** The host names that a call asks for, in its order; empty if it names none. */
  static List<String> asked(Parameters parameters) {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < NAMES.length && asked.isEmpty(); i++) {
      String name = NAMES[i];
      parameters.forEach((given, value) -> addAll(given.equals(name) ? value : "", asked));
    }
    return asked;
  }

  private static void addAll(String names, List<String> asked) {
    for (String name : BETWEEN.split(names, -1)) {
      String asking = name.strip();
      if (!Placeholders.isNone(asking) && !asking.equals(EVERY)) {
        asked.add(asking);
      }
    }
  }

  /** Whether a network answers to all of these. */
  boolean answers(String networkName, List<String> asked) {
    Set<String> known = listed.isEmpty() ? null : listed.get(NameKey.of(networkName));
    return known == null
        || asked.stream()
            .flatMap(name -> BLANKS.splitAsStream(name.strip()))
            .allMatch(name -> known.contains(HostNameKey.of(name)));
  }
}
