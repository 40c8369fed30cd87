package io.github.scrappyddns.channel.registry;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of channels: readable and unique.
 *
 * <p>Debts are kept under them. So a name depends on nothing but the channel's own URL, unless two
 * would be alike; then both carry a mark drawn from their URLs.
 */
final class ChannelNames {
  private static final int LONGEST = 120;

  private ChannelNames() {}

  /**
   * What a name is made of.
   *
   * @param label readable, perhaps not unique
   * @param identity who is reached, secrets included
   * @param whole the identity and every option
   */
  record Material(String label, String identity, String whole) {}

  /**
   * A name for each, in the order given; empty if the same channel came before.
   *
   * @param taken names that others have
   */
  static List<Optional<String>> name(List<Material> channels, Collection<String> taken) {
    List<String> labels = channels.stream().map(channel -> shorten(channel.label())).toList();
    List<Optional<String>> names = new ArrayList<>();
    Set<String> given = new HashSet<>(taken);
    for (int i = 0; i < channels.size(); i++) {
      Material channel = channels.get(i);
      String name = labels.get(i);
      if (Collections.frequency(labels, name) > 1 || taken.contains(name)) {
        boolean twins =
            channels.stream().filter(other -> other.identity().equals(channel.identity())).count()
                > 1;
        name += " " + mark(twins ? channel.whole() : channel.identity());
      }
      names.add(given.add(name) ? Optional.of(name) : Optional.empty());
    }
    return names;
  }

  /** As long as a name may be. */
  static String shorten(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** Too short to reveal anything about the secrets that went into it. */
  private static String mark(String text) {
    return "#"
        + Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 4);
  }
}
