package io.github.scrappyddns.assembly;

import io.github.scrappyddns.assembly.upkeep.Housekeeping;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.instance.DatabaseClock;
import io.github.scrappyddns.instance.Duties;
import io.github.scrappyddns.instance.FileFacts;
import io.github.scrappyddns.instance.Instances;
import io.github.scrappyddns.instance.Neighbours;
import io.github.scrappyddns.network.RegistryWatch;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.steering.channel.ChannelTable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has to do with the others that use its database; nothing at all where it has
 * the database for itself.
 */
final class Sharing {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
  private static final long LOOK_MILLIS = 1_000;

  /** Of a longer list, the others are only told whether it is the same. */
  private static final int LONGEST_NAMED = 5_000;

  private final Database database;
  private final InstantSource clock;
  private final Duties duties;
  private final Instances instances;
  private final Map<String, String> settings;
  private volatile FileFacts facts;
  private @Nullable Neighbours neighbours;

  Sharing(Database database, Installation installation) {
    this.database = database;
    clock = database.isShared() ? new DatabaseClock(database) : installation.clock();
    duties = new Duties(database, clock);
    instances = new Instances(database, hostName() + ":" + ProcessHandle.current().pid());
    settings = settings(installation);
    facts = FileFacts.of(settings);
    listed(installation.tokenList());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  private static Map<String, String> settings(Installation installation) {
    Settings settings = installation.settings();
    Map<String, String> facts = new TreeMap<>();
    facts.put("ALERT_INTERVAL", settings.alertInterval().toString());
    facts.put("IPV6_PREFIX_LENGTH", String.valueOf(settings.ipv6PrefixLength()));
    facts.put("HISTORY", settings.history().toString());
    settings.acme().ifPresent(acme -> facts.put("TLS_ACME", String.join(" ", acme.names())));
    // Only that there is one: a quick fingerprint in the database would help who guesses at it.
    settings.adminPassword().ifPresent(password -> facts.put("ADMIN_PASSWORD", ""));
    Settings.SilentAfter silent = settings.silentAfter();
    facts.put(
        "SILENT_AFTER", FileFacts.fingerprint(silent.all() + " " + new TreeMap<>(silent.named())));
    facts.put("HOST_NAMES", FileFacts.fingerprint(new TreeMap<>(settings.hostNames()).toString()));
    for (Channel channel : installation.channels()) {
      facts.put(FileFacts.CHANNEL + channel.name(), "");
    }
    return facts;
  }

  /** The clock of all who share the database. */
  InstantSource clock() {
    return clock;
  }

  /** What this one does for all. */
  Duties duties() {
    return duties;
  }

  /** The number of this process for what it claims. */
  long number() {
    return database.instance();
  }

  /** A token list is in force. */
  void listed(TokenList list) {
    if (!database.isShared()) {
      return;
    }
    Map<String, String> all = new TreeMap<>(settings);
    Map<String, String> digests =
        list.entries().stream()
            .collect(
                Collectors.toMap(
                    TokenList.Entry::name,
                    entry -> entry.token().digest().hex(),
                    (one, other) -> one.compareTo(other) < 0 ? one + other : other + one,
                    TreeMap::new));
    if (digests.size() <= LONGEST_NAMED) {
      digests.forEach((name, digest) -> all.put("network " + name, FileFacts.fingerprint(digest)));
    } else {
      all.put("the token list", FileFacts.fingerprint(digests.toString()));
    }
    facts = FileFacts.of(all);
  }

  /**
   * Takes its place among the others.
   *
   * @param wakeLanes called when an instance is gone, and its debts may be due; must not block
   */
  void enter(Outbox outbox, Runnable wakeLanes) {
    if (database.isShared()) {
      neighbours =
          new Neighbours(
              database,
              instances,
              () -> facts,
              new Instances.Estate() {
                @Override
                public void free(Transaction writing, long instance) {
                  outbox.succession().free(writing, instance);
                }

                @Override
                public void settle(Transaction writing, Set<String> elsewhere) {
                  outbox.succession().settle(writing, channelsElsewhere(writing), clock.millis());
                }

                @Override
                public void isSettled() {
                  wakeLanes.run();
                }
              });
      neighbours.enter();
    }
  }

  /** The channels that the others are set up with, and those that people have set up. */
  Set<String> channelsElsewhere(Transaction reading) {
    Set<String> channels = new HashSet<>(new ChannelTable().names(reading));
    if (database.isShared()) {
      channels.addAll(instances.channelsElsewhere(reading));
    }
    return channels;
  }

  /** Whether a person has removed a channel, and no other has its name. */
  boolean isChannelRemoved(Transaction writing, String name) {
    return new ChannelTable().isRemoved(writing, name)
        && !channelsElsewhere(writing).contains(name);
  }

  /** Looks around from time to time, from now on. */
  void start(Housekeeping housekeeping, RegistryWatch registry) {
    Neighbours known = neighbours;
    if (known == null) {
      housekeeping.every(LOOK_MILLIS, "orders", registry::look);
    } else if (clock instanceof DatabaseClock shared) {
      housekeeping.every(
          LOOK_MILLIS,
          "instances",
          () -> {
            shared.look();
            known.look();
            registry.look();
          });
    }
  }

  /** Leaves the others; what it had begun is theirs. */
  void leave() {
    Neighbours known = neighbours;
    if (known != null) {
      try {
        known.leave();
      } catch (DatabaseException e) {
        LOG.info("The other instances will find out that this one is gone: {}", e.getMessage());
      }
    }
  }

  /** What health says of the others. */
  Optional<String> warning() {
    Neighbours known = neighbours;
    return known == null ? Optional.empty() : known.warning();
  }
}
