package io.github.scrappyddns.web;

import com.google.common.collect.Sets;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.spelling.NameKey;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The host names a network answers to. By default they are labels, and any will do; a network with
 * listed ones answers to no other.
 */
public final class HostNames {
  private final Map<String, Set<String>> listed;

  /**
   * @param listed host names in lower case by the name of their network, however it is spelled
   */
  public HostNames(Map<String, Set<String>> listed) {
    Map<String, Set<String>> byKey = new HashMap<>();
    listed.forEach((name, hosts) -> byKey.merge(NameKey.of(name), hosts, Sets::union));
    this.listed = byKey;
  }

  /** The host names that a call asks for, in its order; empty if it names none. */
  static List<String> asked(Parameters parameters) {
    String names =
        parameters.first("hostname", "host", "domain", "domains", "h", "fqdn", "dn").orElse("");
    return Stream.of(names.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Whether a network answers to all of these. */
  boolean answers(String networkName, List<String> asked) {
    Set<String> known = listed.isEmpty() ? null : listed.get(NameKey.of(networkName));
    return known == null
        || asked.stream().allMatch(name -> known.contains(name.toLowerCase(Locale.ROOT)));
  }
}
