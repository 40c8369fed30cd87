package io.github.scrappyddns.config;

import io.github.scrappyddns.spelling.HostNameKey;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the texts of settings mean; empty where a text means nothing. */
final class Values {
  /** Scheme, host and the rest of an address whose host is a name. */
  private static final Pattern NAMED_HOST = Pattern.compile("(https?://)([^/?#:@\\[\\]]+)(.*)");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");

  private static final Pattern BETWEEN_URLS =
      Pattern.compile("\\s+|,+(?=[A-Za-z][A-Za-z0-9+.-]*://)");
  private static final Pattern COMMAS_AROUND = Pattern.compile("^,+|,+$");

  private static final Pattern LIKE_A_HASH = Pattern.compile("\\$[a-z0-9-]{1,20}\\$.{20}");

  /** As {@code access.PasswordHash} reads it. */
  private static final Pattern READABLE_HASH =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$(?:i=)?(?:[1-4]?\\d{4,6}|5000000)"
              + "\\$[A-Za-z0-9+./]{11,128}\\$[A-Za-z0-9+./]{43}");

  /** A host name as certificates have it (RFC 5280, 4.2.1.6). */
  private static final Pattern CERTIFICATE_NAME =
      Pattern.compile(
          "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern MAIL_ADDRESS =
      Pattern.compile("(?:mailto:)?([!-?A-~]{1,64}@[A-Za-z0-9.-]{1,253})");

  /** RFC 9110, 5.6.2, without the odder signs. */
  private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{16,200}");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

  /** With its port; in clear text nothing but this machine. */
  private static final Pattern PUSH_SERVER =
      Pattern.compile("https://[a-z0-9.-]+:\\d{1,5}|http://(127\\.0\\.0\\.1|localhost):\\d{1,5}");

  private Values() {}

  static Function<String, Optional<Integer>> number(int least, int most) {
    return text ->
        text.matches("[+-]?\\d{1,9}")
            ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
            : Optional.empty();
  }

  static Optional<Settings.Level> level(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "DEBUG" -> Optional.of(Settings.Level.DEBUG);
      case "INFO" -> Optional.of(Settings.Level.INFO);
      case "WARNING", "WARN" -> Optional.of(Settings.Level.WARNING);
      case "ERROR", "CRITICAL" -> Optional.of(Settings.Level.ERROR);
      default -> Optional.empty();
    };
  }

  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofSeconds(amount);
        });
  }

  /** A number alone would be seconds, and whoever writes one means days. */
  static Optional<Duration> aDayOrMore(String text) {
    return duration(text).filter(time -> time.compareTo(Duration.ofDays(1)) >= 0);
  }

  /**
   * URLs as Apprise separates them: by white space, and by commas where another URL follows; a
   * comma at the end belongs to none.
   */
  static Optional<List<String>> urls(String text) {
    return Optional.of(
        Stream.of(BETWEEN_URLS.split(text, -1))
            .map(url -> COMMAS_AROUND.matcher(url).replaceAll(""))
            .filter(url -> !url.isEmpty())
            .toList());
  }

  static Optional<String> databaseUrl(String text) {
    return Optional.of(text)
        .filter(url -> url.startsWith("jdbc:sqlite:") || url.startsWith("jdbc:postgresql:"));
  }

  static Optional<Map<String, Set<String>>> hostNames(String text) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (String entry : text.split(";", -1)) {
      int equals = entry.lastIndexOf('=');
      if (entry.isBlank()) {
        continue;
      }
      if (equals < 1) {
        return Optional.empty();
      }
      Set<String> hosts = new LinkedHashSet<>();
      for (String host : entry.substring(equals + 1).split("[,\\s]+", -1)) {
        if (!host.isEmpty()) {
          hosts.add(host.toLowerCase(Locale.ROOT));
        }
      }
      if (hosts.isEmpty()) {
        return Optional.empty();
      }
      names
          .computeIfAbsent(entry.substring(0, equals).strip(), name -> new LinkedHashSet<>())
          .addAll(hosts);
    }
    names.replaceAll((name, hosts) -> Collections.unmodifiableSet(hosts));
    return Optional.of(Collections.unmodifiableMap(names));
  }

  /** Host names for a certificate, each once, in the form that DNS knows. */
  static Optional<List<String>> certificateNames(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : text.split("[,\\s]+", -1)) {
      String known = HostNameKey.of(name).toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !CERTIFICATE_NAME.matcher(known).matches()) {
        return Optional.empty();
      }
      if (!name.isEmpty()) {
        names.add(known);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  static Optional<String> mailAddress(String text) {
    Matcher matcher = MAIL_ADDRESS.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Optional<URI> secureUrl(String text) {
    return webUrl(text).filter(url -> "https".equals(url.getScheme()));
  }

  /** A time for all, times by name, or both: {@code 1h; Home=15m}. No time is below a second. */
  static Optional<Settings.SilentAfter> silentAfter(String text) {
    Optional<Duration> all = Optional.empty();
    Map<String, Duration> named = new LinkedHashMap<>();
    for (String entry : text.split(";", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.lastIndexOf('=');
      Optional<Duration> time =
          duration(entry.substring(equals + 1).strip())
              .filter(one -> one.compareTo(Duration.ofSeconds(1)) >= 0);
      boolean again = equals < 0 ? all.isPresent() : named.containsKey(name(entry, equals));
      if (time.isEmpty() || again || equals == 0) {
        return Optional.empty();
      }
      if (equals < 0) {
        all = time;
      } else {
        named.put(name(entry, equals), time.get());
      }
    }
    return Optional.of(new Settings.SilentAfter(all, Collections.unmodifiableMap(named)));
  }

  private static String name(String entry, int equals) {
    return entry.substring(0, equals).strip();
  }

  /** What begins like a hash must be one that this program checks. */
  static boolean isPassword(String text) {
    return !LIKE_A_HASH.matcher(text).lookingAt() || READABLE_HASH.matcher(text).matches();
  }

  /** As RFC 6750 spells it, and long enough that nobody guesses it. */
  static Optional<String> bearerToken(String text) {
    return Optional.of(text).filter(token -> BEARER_TOKEN.matcher(token).matches());
  }

  static Optional<String> headerName(String text) {
    return Optional.of(text).filter(name -> HEADER.matcher(name).matches());
  }

  /** Names of hosts, and servers with a port, with blanks or commas between them. */
  static Optional<List<String>> pushHosts(String text) {
    List<String> hosts =
        Stream.of(text.toLowerCase(Locale.ROOT).split("[\\s,]+", -1))
            .filter(host -> !host.isEmpty())
            .toList();
    return Optional.of(hosts).filter(all -> all.stream().allMatch(Values::isPushHost));
  }

  private static boolean isPushHost(String host) {
    return PUSH_SERVER.matcher(host).matches()
        || (HOST_NAME.matcher(host).matches() && !NUMBERS.matcher(host).matches());
  }

  /** An address whose host may be in another script: it comes in the form that DNS knows. */
  static Optional<URI> publicUrl(String text) {
    Matcher parts = NAMED_HOST.matcher(text);
    return webUrl(
        parts.matches() ? parts.group(1) + HostNameKey.of(parts.group(2)) + parts.group(3) : text);
  }

  /** An address that is called as it stands. */
  static Optional<URI> calledUrl(String text) {
    return webUrl(text).map(uri -> URI.create(text));
  }

  static Optional<URI> webUrl(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
