package io.github.scrappyddns.caller;

import io.github.scrappyddns.address.Cidr;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which address a call comes from when there are proxies in front.
 *
 * <p>Proxies append to the right of {@code X-Forwarded-For} (and of RFC 7239's {@code Forwarded});
 * the caller may have forged whatever is further left, so both are read from the right.
 */
public final class ProxyRule {
  private static final String COUNTED = "X-Forwarded-For";
  private static final String STANDARD = "Forwarded";
  private static final String NO_CALLER =
      " holds no address of a host where the caller's should be";
  private static final int LONGEST_SHAPE = 40;
  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final Pattern LETTER = Pattern.compile("[^0.:\\[\\]/_-]");

  /** A port is a number or, in RFC 7239, a made-up name that begins with an underscore. */
  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[^\\]]*\\]|[^:]*):(?:\\d{1,5}|_[\\w.-]+)");

  private final int count;
  private final List<Cidr> trusted;

  /**
   * @param count how many proxies are in front: the count-th address from the right is the
   *     caller's; 0 for none
   * @param trusted the proxies' addresses: the first from the right that is not among them is the
   *     caller's; empty for none. At most one of the two is used.
   */
  public ProxyRule(int count, List<Cidr> trusted) {
    this.count = count;
    this.trusted = List.copyOf(trusted);
  }

  /** Whether connections from an address carry the calls of others, as a proxy's do. */
  public boolean carriesOthers(PublicAddress peer) {
    return count > 0 || trusts(peer);
  }

  public Caller caller(Request request) {
    if (count > 0) {
      return counted(request);
    }
    if (trusted.isEmpty() || !trusts(request.peer())) {
      return Caller.at(request.peer());
    }
    return throughTrusted(request);
  }

  private Caller counted(Request request) {
    List<String> hops = forwardedFor(request);
    if (hops.size() < count) {
      return Caller.unknown(
          "PROXY_COUNT is "
              + count
              + ", but a call came with "
              + hops.size()
              + " addresses in X-Forwarded-For: set it to the number of proxies that add one");
    }
    return believed(hops.get(hops.size() - count), "X-Forwarded-For");
  }

  private Caller throughTrusted(Request request) {
    List<String> counted = forwardedFor(request);
    List<String> standard = ForwardedHeader.hops(named(request, STANDARD));
    if (counted.isEmpty() && standard.isEmpty()) {
      return Caller.unknown(
          "a proxy in TRUSTED_PROXIES sent neither X-Forwarded-For nor Forwarded:"
              + " configure it to send one");
    }
    if (counted.isEmpty()) {
      return fromTheRight(standard, STANDARD);
    }
    Caller caller = fromTheRight(counted, COUNTED);
    // A proxy sets one of the two and passes the other on as the caller forged it.
    return standard.isEmpty() || caller.equals(fromTheRight(standard, STANDARD))
        ? caller
        : Caller.unknown(
            "X-Forwarded-For and Forwarded name different callers: let the proxy set one and"
                + " delete the other");
  }

  private Caller fromTheRight(List<String> hops, String header) {
    for (int i = hops.size() - 1; i >= 0; i--) {
      Caller hop = believed(hops.get(i), header);
      if (hop.address().isEmpty() || !trusts(hop.address().get())) {
        return hop;
      }
    }
    return Caller.unknown(
        header + " names only proxies in TRUSTED_PROXIES: a block there includes callers, too");
  }

  /** Whether an address is one of the trusted proxies'. */
  public boolean trusts(PublicAddress address) {
    for (Cidr block : trusted) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static Caller believed(String hop, String header) {
    Optional<PublicAddress> address = PublicAddress.parse(withoutPort(hop));
    if (address.isEmpty()) {
      return Caller.unknown(header + NO_CALLER, shape(hop));
    }
    Scope scope = Scope.of(address.get());
    return scope.accepted()
        ? Caller.at(address.get())
        : Caller.unknown(header + NO_CALLER, address.get() + ", " + scope.description());
  }

  /** What a text looks like without what it says, which the operator's log is not to hold. */
  private static String shape(String hop) {
    String text = hop.strip();
    if (text.isEmpty() || text.equalsIgnoreCase("unknown")) {
      return text.isEmpty() ? "nothing" : "the word 'unknown'";
    }
    String shape = LETTER.matcher(DIGIT.matcher(text).replaceAll("0")).replaceAll("x");
    return "something like '"
        + (shape.length() <= LONGEST_SHAPE ? shape : shape.substring(0, LONGEST_SHAPE) + "…")
        + "'";
  }

  /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are seen in the field. */
  private static String withoutPort(String hop) {
    Matcher matcher = WITH_PORT.matcher(hop.strip());
    return matcher.matches() ? matcher.group(1) : hop;
  }

  /** An empty field names nobody. */
  private static List<String> named(Request request, String header) {
    return request.headers().values(header).stream().filter(value -> !value.isBlank()).toList();
  }

  private static List<String> forwardedFor(Request request) {
    List<String> hops = new ArrayList<>();
    for (String value : named(request, COUNTED)) {
      for (String hop : value.split(",", -1)) {
        hops.add(hop);
      }
    }
    return hops;
  }
}
