package io.github.scrappyddns.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 7239's {@code Forwarded} header, of which only the callers it names are read.
 *
 * <p>Separators inside quotes do not count: a proxy may quote what the caller sent. A line with
 * unbalanced quotes is one unknown hop, because a caller may have opened a quote to swallow what
 * the proxy added after it.
 */
final class ForwardedHeader {
  private static final Pattern PAIR =
      Pattern.compile(
          "\\s*+(?:(?<name>[^\\s=;,\"]++)\\s*+=\\s*+"
              + "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<raw>[^;,\"]*+)))?+"
              + "\\s*+(?<end>[;,]|\\z)");
  private static final String UNKNOWN = "";

  private ForwardedHeader() {}

  /** The {@code for} of each element, in order; empty if an element has none, or two. */
  static List<String> hops(List<String> lines) {
    List<String> hops = new ArrayList<>();
    for (String line : lines) {
      hops.addAll(hops(line));
    }
    return hops;
  }

  private static List<String> hops(String line) {
    List<String> hops = new ArrayList<>();
    List<String> named = new ArrayList<>();
    Matcher pair = PAIR.matcher(line);
    String end;
    do {
      if (!pair.lookingAt()) {
        return List.of(UNKNOWN);
      }
      if ("for".equalsIgnoreCase(pair.group("name"))) {
        String quoted = pair.group("quoted");
        named.add(quoted == null ? pair.group("raw") : quoted.replaceAll("\\\\(.)", "$1"));
      }
      end = pair.group("end");
      if (!end.equals(";")) {
        hops.add(named.size() == 1 ? named.get(0) : UNKNOWN);
        named.clear();
      }
      pair.region(pair.end(), line.length());
    } while (!end.isEmpty());
    return hops;
  }
}
