package io.github.scrappyddns.assembly;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/** The zone that times are told in: what the variable TZ says, as far as Java understands it. */
final class ServerZone {
  private static final String NONE = "GMT";

  private ServerZone() {}

  /** What to say where Java goes by another zone than TZ means, and does not say so itself. */
  static Optional<String> warning(Map<String, String> environment) {
    String set = environment.getOrDefault("TZ", "");
    boolean fallback = ZoneId.systemDefault().getId().startsWith(NONE);
    return isKnown(set) || !fallback
        ? Optional.empty()
        : Optional.of(
            "TZ is '%s', which is no time zone that Java knows: times are told in %s."
                    .formatted(set, ZoneId.systemDefault().getId())
                + " Set it to a name such as Europe/Berlin");
  }

  /** Java leaves a colon and {@code posix/} out, and takes what it does not know for GMT. */
  private static boolean isKnown(String set) {
    String name = set.startsWith(":") ? set.substring(1) : set;
    name = name.startsWith("posix/") ? name.substring(6) : name;
    return name.isEmpty()
        || name.matches("(GMT|UTC|Z)0?")
        || !TimeZone.getTimeZone(name).getID().equals(NONE);
  }
}
