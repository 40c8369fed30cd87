package io.github.scrappyddns.access;

import io.github.scrappyddns.http.Request;
import java.util.List;
import java.util.Map;

/** A browser in words that its owner knows it by, drawn from its {@code User-Agent}. */
public final class Browser {
  /** What comes later is claimed by those before, too. */
  private static final List<Map.Entry<String, String>> PROGRAMS =
      List.of(
          Map.entry("Edg", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("SamsungBrowser", "Samsung Internet"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("FxiOS", "Firefox"),
          Map.entry("CriOS", "Chrome"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Android", "Android"),
          Map.entry("Windows", "Windows"),
          Map.entry("Mac OS X", "macOS"),
          Map.entry("CrOS", "ChromeOS"),
          Map.entry("Linux", "Linux"));

  private Browser() {}

  /** Such as {@code Firefox, Android}; empty where it says nothing that is known. */
  public static String of(Request request) {
    String agent = String.join(" ", request.headers().values("User-Agent"));
    String program = first(PROGRAMS, agent);
    String system = first(SYSTEMS, agent);
    return program + (program.isEmpty() || system.isEmpty() ? "" : ", ") + system;
  }

  private static String first(List<Map.Entry<String, String>> known, String agent) {
    return known.stream()
        .filter(one -> agent.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
