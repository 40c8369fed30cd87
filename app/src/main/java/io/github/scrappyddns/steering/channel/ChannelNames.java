package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.database.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names that channels have, wherever they come from. Safe for use by several threads. */
final class ChannelNames {
  private final Set<String> ofSettings;
  private final boolean onlyForWant;
  private final Function<Transaction, Set<String>> elsewhere;
  private final ChannelTable table = new ChannelTable();

  /**
   * @param ofSettings the channels of the settings
   * @param onlyForWant whether those are in force only where there is no other
   * @param elsewhere the names of the channels that the settings of other instances name
   */
  ChannelNames(
      Collection<ObservedChannel> ofSettings,
      boolean onlyForWant,
      Function<Transaction, Set<String>> elsewhere) {
    this.ofSettings =
        ofSettings.stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());
    this.onlyForWant = onlyForWant;
    this.elsewhere = elsewhere;
  }

  /** Whether the settings of this instance name a channel so. */
  boolean isOfSettings(String name) {
    return ofSettings.contains(name);
  }

  /** Those of all channels. */
  Set<String> taken(Transaction transaction) {
    Set<String> names = new HashSet<>(elsewhere.apply(transaction));
    names.addAll(ofSettings);
    names.addAll(table.names(transaction));
    return names;
  }

  /** As {@link #taken}, without those that step back for a channel that people set up. */
  Set<String> staying(Transaction transaction) {
    Set<String> names = taken(transaction);
    if (onlyForWant) {
      names.removeAll(ofSettings);
    }
    return names;
  }

  /** Those of channels that people removed, where no channel has them now. */
  Set<String> removed(Transaction writing) {
    Set<String> names = new HashSet<>(table.removed(writing));
    // Settings may have one of the same name by now.
    names.removeAll(taken(writing));
    return names;
  }
}
