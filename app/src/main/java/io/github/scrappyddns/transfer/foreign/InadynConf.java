package io.github.scrappyddns.transfer.foreign;

import io.github.scrappyddns.client.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of inadyn: version 2, where each provider is a block in braces, and version 1, where it
 * begins with {@code system}.
 */
final class InadynConf {
  /** What does not depend on who is told. */
  private static final Set<String> KEPT =
      Set.of(
          "period",
          "forced-update",
          "iface",
          "allow-ipv6",
          "verify-address",
          "secure-ssl",
          "broken-rtc",
          "ca-trust-file",
          "user-agent",
          "iterations",
          "fake-address");

  /** How a provider's block finds the address; it is done here as it was there. */
  private static final Set<String> OF_ADDRESS = Set.of("checkip-command", "iface", "user-agent");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?s)#[^\n]*|//[^\n]*|/\\*.*?\\*/|\"((?:\\\\.|[^\"\\\\])*)\"|'((?:\\\\.|[^'\\\\])*)'"
              + "|(\\+?=|[{},()])|((?:\\\\.|[^\\s{}=,()\"'#])+)");

  private static final Map<String, String> OF_VERSION_1 =
      Map.of(
          "dyndns_system", "system",
          "update_period_sec", "period",
          "forced_update_period", "forced-update",
          "bind_interface", "iface");

  private record Word(String text, boolean isSign) {
    boolean is(String sign) {
      return isSign && text.equals(sign);
    }
  }

  private final NewNetworks made;
  private final Guide guide;
  private final Map<String, String> globals = new LinkedHashMap<>();
  private final List<String> blocks = new ArrayList<>();
  private final Set<String> leftOut = new TreeSet<>();

  InadynConf(NewNetworks made, Guide guide) {
    this.made = made;
    this.guide = guide;
  }

  /** Whether a text is in the older syntax. */
  static boolean isOfVersion1(String text) {
    return Pattern.compile("(?m)^\\s*(--)?(system|dyndns_system|alias)\\s+[^={\\s]")
        .matcher(text)
        .find();
  }

  /** Makes the networks; gives the settings that lead to them. */
  String takeOver(String text) {
    if (isOfVersion1(text)) {
      version1(text);
    } else {
      version2(words(text));
    }
    globals.putIfAbsent("period", "300");
    globals.putIfAbsent("forced-update", "86400");
    StringBuilder settings = new StringBuilder();
    globals.forEach((name, value) -> settings.append(name + " = " + quoted(value) + "\n"));
    blocks.forEach(block -> settings.append("\n").append(block));
    if (!leftOut.isEmpty()) {
      made.remark("Options that are not needed any more: " + String.join(", ", leftOut));
    }
    return settings.toString();
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher found = WORDS.matcher(text);
    while (found.find()) {
      for (int group = 1; group <= 4; group++) {
        if (found.group(group) != null) {
          words.add(new Word(found.group(group).replaceAll("\\\\(.)", "$1"), group == 3));
        }
      }
    }
    return words;
  }

  private void version2(List<Word> words) {
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at).text;
      at++;
      boolean begins = word.equals("provider") || word.equals("custom");
      if (begins && at + 1 < words.size() && words.get(at + 1).is("{")) {
        String provider = words.get(at).text;
        Map<String, List<String>> options = new LinkedHashMap<>();
        at = options(words, at + 2, options);
        block(provider, options);
      } else if (at < words.size() && words.get(at).is("=")) {
        List<String> values = new ArrayList<>();
        at = values(words, at + 1, values);
        global(word, String.join(",", values));
      }
    }
  }

  private static int options(List<Word> words, int from, Map<String, List<String>> options) {
    int at = from;
    while (at < words.size() && !words.get(at).is("}")) {
      String name = words.get(at).text;
      at++;
      if (at < words.size() && (words.get(at).is("=") || words.get(at).is("+="))) {
        at = values(words, at + 1, options.computeIfAbsent(name, first -> new ArrayList<>()));
      }
    }
    return at + 1;
  }

  /** One value, or a list in braces. */
  private static int values(List<Word> words, int from, List<String> values) {
    int at = from;
    if (at < words.size() && words.get(at).is("{")) {
      for (at++; at < words.size() && !words.get(at).is("}"); at++) {
        if (!words.get(at).isSign) {
          values.add(words.get(at).text);
        }
      }
      return at + 1;
    }
    if (at < words.size() && !words.get(at).isSign) {
      values.add(words.get(at).text);
      at++;
    }
    return at;
  }

  private void version1(String text) {
    String provider = "";
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String bare = line.replaceFirst("#.*", "").strip().replaceFirst("^--", "");
      String[] parts = bare.split("[\\s=]+", 2);
      String name = OF_VERSION_1.getOrDefault(parts[0], parts[0]);
      String value = parts.length < 2 ? "" : parts[1].strip();
      if (name.equals("system") || name.equals("alias")) {
        if (name.equals("system") && options.containsKey("hostname")) {
          block(provider, options);
          options.clear();
        }
        if (name.equals("system")) {
          provider = value;
        } else {
          // Behind a comma there may be a hash that FreeDNS gave.
          options
              .computeIfAbsent("hostname", first -> new ArrayList<>())
              .add(value.replaceFirst("[,\\s].*", ""));
        }
      } else if (!name.isEmpty() && !global(name, value)) {
        options.put(name, List.of(value));
      }
    }
    if (options.containsKey("hostname")) {
      block(provider, options);
    }
  }

  private boolean global(String name, String value) {
    boolean kept = KEPT.contains(name);
    if (kept) {
      globals.put(name, value);
    }
    return kept;
  }

  private void block(String provider, Map<String, List<String>> options) {
    List<String> hosts = options.getOrDefault("hostname", options.getOrDefault("alias", List.of()));
    if (hosts.isEmpty()) {
      made.remark(provider + " has no host name, so inadyn does nothing for it: left out");
      return;
    }
    Access access = made.add(hosts.get(0), false, Duration.ZERO, hosts);
    StringBuilder block = new StringBuilder("# " + access.network() + "\n");
    boolean ownWay = options.containsKey("checkip-command") || options.containsKey("iface");
    guide
        .lines("inadyn", access)
        .dropWhile(line -> !line.startsWith("custom "))
        .filter(line -> !(ownWay && line.strip().startsWith("checkip-")))
        .filter(line -> !line.equals("}"))
        .forEach(line -> block.append(line).append("\n"));
    options.forEach(
        (name, values) -> {
          if (OF_ADDRESS.contains(name)) {
            block.append("    " + name + " = " + quoted(String.join(" ", values)) + "\n");
          } else if (!name.equals("password") && !name.equals("hostname")) {
            leftOut.add(name);
          }
        });
    blocks.add(block.append("}\n").toString());
    made.remark(
        access.network()
            + ": checks in here in place of "
            + (provider.isEmpty() ? "its provider" : provider)
            + (hosts.size() > 1 ? ", for all of " + String.join(", ", hosts) : ""));
  }

  private static String quoted(String value) {
    return value.matches("[0-9a-z.-]+")
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
