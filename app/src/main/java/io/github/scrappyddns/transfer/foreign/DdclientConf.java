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
 * Settings of ddclient, read as ddclient 3.10 and 4.0 read them: options with commas between them,
 * and behind them the host names that they are for. What has none is for all that follow.
 */
final class DdclientConf {
  private static final Pattern OPTION = Pattern.compile("[,\\s]*([A-Za-z][0-9A-Za-z_-]*)=");

  /** In a password, a # begins no comment. */
  private static final Pattern PASSWORD =
      Pattern.compile("^([^#]*\\s)?([^#]*?password\\S*?)\\s*=\\s*('.*'|[^']\\S*)(.*)");

  /** What does not depend on who is told: how the address is found, and how ddclient behaves. */
  private static final Pattern KEPT =
      Pattern.compile(
          "daemon|syslog|facility|priority|mail|mail-failure|mail-from|pid|cache|exec|debug|verbose"
              + "|quiet|timeout|retry|max-warn|foreground|ssl_ca_dir|ssl_ca_file|proxy|postscript"
              + "|min-interval|max-interval|min-error-interval"
              + "|use|if|web|cmd|fw|ip|(use|if|web|cmd|fw|ip)v[46]"
              + "|(web|fw|cmd|if)(v[46])?-(skip|ssl-validate|login)");

  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|apikey|token|dynurl).*");

  /** Which of the guide's lines stand before host names. */
  private static final Pattern OF_SERVER =
      Pattern.compile("(ssl|protocol|server|script|login|password)=.*");

  private final NewNetworks made;
  private final Guide guide;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> leftOut = new TreeSet<>();

  DdclientConf(NewNetworks made, Guide guide) {
    this.made = made;
    this.guide = guide;
  }

  /** Makes the networks; gives the settings that lead to them. */
  String takeOver(String text) {
    StringBuilder before = new StringBuilder();
    for (String line : text.lines().toList()) {
      String bare = withoutComment(withoutPassword(line));
      if (bare.endsWith("\\")) {
        before.append(bare, 0, bare.length() - 1);
      } else {
        definition(before.append(bare).toString().strip().replaceAll("\\s+", " "));
        before.setLength(0);
      }
    }
    definition(before.toString().strip().replaceAll("\\s+", " "));
    if (!leftOut.isEmpty()) {
      made.remark("Options that are not needed any more: " + String.join(", ", leftOut));
    }
    return String.join("\n", lines) + "\n";
  }

  /** Old passwords are not even kept while the file is read. */
  private static String withoutPassword(String line) {
    Matcher found = PASSWORD.matcher(line);
    return found.matches()
        ? (found.group(1) == null ? "" : found.group(1))
            + found.group(2)
            + "=dummy"
            + found.group(4)
        : line;
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return hash < 0 ? line : line.substring(0, hash);
  }

  private void definition(String line) {
    Map<String, String> options = new LinkedHashMap<>();
    String rest = options(line, options).replaceAll("\\s*,\\s*", ",");
    String[] words = rest.isBlank() ? new String[0] : rest.strip().split(" ", -1);
    List<String> hosts = new ArrayList<>();
    addHosts(hosts, options.getOrDefault("host", ""));
    if (words.length > 0) {
      // Behind the host names there may be a login and a password.
      addHosts(hosts, words[0]);
    }
    options.remove("host");
    List<String> kept = new ArrayList<>();
    options.forEach(
        (name, value) -> {
          if (KEPT.matcher(name).matches() && !SECRET.matcher(name).matches()) {
            kept.add(name + "=" + quoted(value));
          } else if (!OF_SERVER.matcher(name + "=").matches() || SECRET.matcher(name).find()) {
            leftOut.add(name);
          }
        });
    leftOut.remove("password");
    if (hosts.isEmpty()) {
      lines.addAll(kept);
      return;
    }
    Access access = made.add(hosts.get(0), false, Duration.ZERO, hosts);
    guide
        .lines("ddclient", access)
        .filter(one -> OF_SERVER.matcher(one).matches())
        .forEach(kept::add);
    lines.add("");
    lines.add("# " + access.network());
    lines.add(String.join(", ", kept) + " \\");
    lines.add(String.join(",", hosts));
    made.remark(access.network() + ": checks in for " + String.join(", ", hosts));
  }

  private static void addHosts(List<String> hosts, String list) {
    for (String host : list.split(",", -1)) {
      if (!host.isBlank() && !hosts.contains(host)) {
        hosts.add(host);
      }
    }
  }

  private static String quoted(String value) {
    return value.matches("[^\\s,'\"\\\\#]*") ? value : "'" + value.replace("'", "") + "'";
  }

  /** Takes the options at a line's beginning; gives what follows them. */
  private static String options(String line, Map<String, String> options) {
    Matcher option = OPTION.matcher(line);
    int at = 0;
    while (option.region(at, line.length()).lookingAt()) {
      StringBuilder value = new StringBuilder();
      at = option.end();
      char quote = 0;
      for (; at < line.length(); at++) {
        char c = line.charAt(at);
        if (c == '\\' && at + 1 < line.length()) {
          at++;
          value.append(line.charAt(at));
        } else if (quote != 0 && c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (quote == 0 && (c == ',' || Character.isWhitespace(c))) {
          break;
        } else {
          value.append(c);
        }
      }
      options.put(option.group(1), value.toString());
    }
    return line.substring(at).replaceFirst("^[,\\s]+", "");
  }
}
