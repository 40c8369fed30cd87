package io.github.scrappyddns.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of the parameters in which DDNS clients declare addresses, in lower case. */
final class AddressNames {
  static final List<String> PREFIXES = List.of("ip6lanprefix", "ipv6prefix", "ipprefix", "prefix");

  /** The names that say the family come first: they win over those that do not. */
  static final List<String> ADDRESSES =
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
  static final String VAGUE = "a";

  private static final Set<String> ALL = all();

  private AddressNames() {}

  private static Set<String> all() {
    Set<String> all = new HashSet<>(PREFIXES);
    all.addAll(ADDRESSES);
    return all;
  }

  /**
   * Whether a name that is none of these was meant for one: {@code wanip}, {@code my-ip}, {@code
   * ipadress}; or {@code data.ip}, a field of another one.
   */
  static boolean isNearly(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !ALL.contains(name)
        && (name.contains("ip") || name.contains("addr") || ALL.contains(last));
  }
}
