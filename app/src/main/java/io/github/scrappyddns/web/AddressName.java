package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the parameters in which DDNS clients declare addresses.
 *
 * @param text in lower case
 * @param family that the name says; null if it says none
 */
record AddressName(String text, @Nullable Family family) {
  /** A name that other programs use for anything: it counts last, and only with an address. */
  static final AddressName VAGUE = new AddressName("a", null);

  static final List<AddressName> PREFIXES =
      named(Family.IPV6_PREFIX, "ip6lanprefix", "ipv6prefix", "ipprefix", "prefix");

  private static final List<AddressName> OF_A_FAMILY =
      Stream.of(
              named(Family.IPV4, "myipv4", "ipv4", "ip4", "v4", "ipv4addr"),
              named(Family.IPV6, "myipv6", "ipv6", "ip6", "ip6addr", "ipv6addr", "v6", "aaaa"))
          .flatMap(List::stream)
          .toList();

  private static final List<AddressName> OF_ANY =
      named(
          null,
          "myip2",
          "myip",
          "ip_address",
          "ip",
          "ipaddr",
          "ipaddress",
          "address",
          "addr",
          "dnsto");

  /** Those that say the family come first: they win over those that do not. */
  static final List<AddressName> ADDRESSES =
      Stream.of(OF_A_FAMILY, OF_ANY, List.of(VAGUE)).flatMap(List::stream).toList();

  private static final Set<String> ALL =
      Stream.of(PREFIXES, ADDRESSES)
          .flatMap(List::stream)
          .map(AddressName::text)
          .collect(Collectors.toSet());

  /** {@code wanip}, {@code my-ip}, {@code ip_adress}; but not {@code script}. */
  private static final Pattern NEARLY =
      Pattern.compile("(?:^|.*[^a-z])ip.*|.*ip(?:v?[46])?(?:[^a-z].*|$)|.*addr.*|.*adress.*|wan.*");

  /** Addresses of others, and what was. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "[\\w.-]*(?:old|prev|last|dns|gateway|gw|server|router|lan|local|private|remote|version)[\\w.-]*");

  private static List<AddressName> named(@Nullable Family family, String... texts) {
    return Stream.of(texts).map(text -> new AddressName(text, family)).toList();
  }

  /** Whether it counts only with an address. */
  boolean isVague() {
    return text.equals(VAGUE.text);
  }

  /** Whether a name that is none of these was meant for one; {@code data.ip} is a field's field. */
  static boolean isNearly(String name) {
    return !ALL.contains(name)
        && !OF_OTHERS.matcher(name).matches()
        && (NEARLY.matcher(name).matches() || isInner(name));
  }

  /** Whether a field of a field has one of these names. */
  static boolean isInner(String name) {
    return name.indexOf('.') >= 0 && ALL.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** Whether a name speaks of something else, which may look like an address. */
  static boolean isOfOthers(String name) {
    return OF_OTHERS.matcher(name).matches();
  }
}
