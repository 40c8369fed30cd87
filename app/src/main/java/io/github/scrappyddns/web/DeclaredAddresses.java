package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.checkin.Sighting;
import io.github.scrappyddns.http.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a call declares, under any of the names that DDNS clients use for them.
 *
 * @param sightings at most one of each family; empty if none is declared
 * @param problem why what is declared cannot be used; empty if it can
 */
record DeclaredAddresses(List<Sighting> sightings, String problem) {
  private static final List<String> PREFIXES =
      List.of("ip6lanprefix", "ipv6prefix", "ipprefix", "prefix");

  /** The names that say the family come first: they win over those that do not. */
  private static final List<String> NAMES =
      List.of(
          "myipv4",
          "ipv4",
          "ip4",
          "v4",
          "a",
          "myipv6",
          "ipv6",
          "ip6",
          "ip6addr",
          "v6",
          "aaaa",
          "myip2",
          "myip",
          "ip_address",
          "ip",
          "ipaddr",
          "ipaddress",
          "address",
          "addr",
          "dnsto");

  /** A name that other programs may use for anything: a value that is not an address is ignored. */
  private static final String VAGUE = "a";

  /**
   * What clients send if they found no address, or left a placeholder from their manual: {@code
   * <ipaddr>}, {@code %i}, {@code %IP%}, {@code __MYIP__}, {@code [IP]}, {@code @IP}, {@code
   * #{ip}}.
   */
  private static final Pattern NOT_GIVEN =
      Pattern.compile(
          "(?i)|auto|no|none|preserve|<[^>]*>|%[a-z]+%?|__\\w+__|\\[[a-z_]\\w*\\]|@\\w+|#\\{\\w*\\}");

  private static final int DEFAULT_PREFIX = 64;

  static DeclaredAddresses of(Parameters parameters) {
    List<Sighting> found = new ArrayList<>(2);
    String problem = collect(PREFIXES, true, parameters, found);
    if (problem.isEmpty()) {
      problem = collect(NAMES, false, parameters, found);
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparing(sighting -> sighting.address().family()));
    }
    return problem.isEmpty()
        ? new DeclaredAddresses(found, "")
        : new DeclaredAddresses(List.of(), problem);
  }

  /** Adds what parameters of these names declare; returns what is wrong with one, if anything. */
  private static String collect(
      List<String> names, boolean prefix, Parameters parameters, List<Sighting> found) {
    for (int i = 0; i < names.size(); i++) {
      @Nullable String value = parameters.get(names.get(i));
      if (value == null) {
        continue;
      }
      for (int start = 0; start <= value.length(); ) {
        int comma = value.indexOf(',', start);
        int end = comma < 0 ? value.length() : comma;
        String problem = collect(value.substring(start, end).strip(), prefix, found);
        if (!problem.isEmpty() && !names.get(i).equals(VAGUE)) {
          return names.get(i) + problem;
        }
        start = end + 1;
      }
    }
    return "";
  }

  private static String collect(String text, boolean prefix, List<Sighting> found) {
    Optional<PublicAddress> address = PublicAddress.parseWithLength(text);
    if (address.isEmpty()) {
      return NOT_GIVEN.matcher(text).matches() ? "" : " is not an IPv4 or IPv6 address";
    }
    Scope scope = Scope.of(address.get());
    if (scope == Scope.UNSPECIFIED) {
      return "";
    }
    if (!scope.accepted()) {
      return " is " + scope.description();
    }
    Optional<PublicAddress> told = prefix ? asPrefix(address.get(), text) : address;
    if (told.isEmpty()) {
      return " is a prefix without a length";
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).address().family() == told.get().family()) {
        return "";
      }
    }
    found.add(new Sighting(told.get(), true));
    return "";
  }

  /** What a parameter calls a prefix is one, even if bits are set after its length. */
  private static Optional<PublicAddress> asPrefix(PublicAddress address, String text) {
    if (address.family() != Family.IPV6) {
      return Optional.of(address);
    }
    int slash = text.indexOf('/');
    int length = slash < 0 ? DEFAULT_PREFIX : Integer.parseInt(text.substring(slash + 1).strip());
    return length < 1
        ? Optional.empty()
        : Optional.of(address.prefix(Math.min(length, DEFAULT_PREFIX)));
  }
}
