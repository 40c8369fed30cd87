package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.registry.ChannelTexts;
import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.database.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The channels that people set up, as they were last read, in force beside those of the settings.
 * Used by one thread at a time, but for what pages and health ask: {@link #isWhole}, {@link
 * #reachesSomebody} and {@link #warning}.
 */
final class OpenedChannels {
  private final Database database;
  private final ChannelMaker maker;
  private final List<ObservedChannel> ofSettings;
  private final boolean onlyForWant;
  private final ChannelNames names;
  private final ChannelsInForce inForce;
  private final ChannelTable table = new ChannelTable();

  /** Read by pages and by health, which must not wait for an order. */
  private volatile List<OpenedChannel> opened = List.of();

  /**
   * @param ofSettings the channels of the settings
   * @param onlyForWant whether those are in force only where there is no other
   */
  OpenedChannels(
      Database database,
      ChannelMaker maker,
      List<ObservedChannel> ofSettings,
      boolean onlyForWant,
      ChannelNames names,
      ChannelsInForce inForce) {
    this.database = database;
    this.maker = maker;
    this.ofSettings = List.copyOf(ofSettings);
    this.onlyForWant = onlyForWant;
    this.names = names;
    this.inForce = inForce;
  }

  /**
   * Puts what is stored into force.
   *
   * @param again whether what could not be read is tried once more
   * @return the revision of all that is in force now
   */
  long read(boolean again) {
    record Stored(long newest, List<StoredChannel> rows) {}
    Stored stored = database.read(reading -> new Stored(table.newest(reading), table.all(reading)));
    List<OpenedChannel> usable =
        opened.stream().filter(one -> !again || one.trouble().isEmpty()).toList();
    List<OpenedChannel> fresh = new ArrayList<>();
    for (StoredChannel row : stored.rows) {
      fresh.add(
          usable.stream()
              .filter(one -> one.row().sealed().equals(row.sealed()) && one.row().id() == row.id())
              .findFirst()
              .map(one -> new OpenedChannel(row, one.channel(), one.trouble()))
              .orElseGet(() -> maker.open(row)));
    }
    opened = List.copyOf(fresh);
    List<Member> members = new ArrayList<>();
    if (!onlyForWant || opened.isEmpty()) {
      members.addAll(ChannelsInForce.ofSettings(ofSettings));
    }
    opened.stream()
        .filter(one -> !names.isOfSettings(one.row().name()))
        .forEach(one -> members.add(one.member()));
    inForce.replace(members);
    return stored.newest;
  }

  /** The names of all channels that are in force. */
  Set<String> namesInForce() {
    Set<String> all = new HashSet<>();
    inForce.all().forEach(channel -> all.add(channel.name()));
    return all;
  }

  /** The channels in force that have none of these names. */
  List<Channel> inForceBut(Set<String> others) {
    return inForce.all().stream()
        .filter(channel -> !others.contains(channel.name()))
        .map(Channel.class::cast)
        .toList();
  }

  /** Whether some cannot be read, and may be readable now. */
  boolean mayReadMore() {
    return !isWhole() && maker.mayReadNow();
  }

  /** Whether all of them can be read here. */
  boolean isWhole() {
    return opened.stream().allMatch(one -> one.trouble().isEmpty());
  }

  /** Whether any channel in force is more than a last resort. */
  boolean reachesSomebody() {
    return !onlyForWant || !opened.isEmpty();
  }

  /** How one is set up; empty where it is gone or cannot be read. */
  Optional<ChannelSetup> setup(long id) {
    return opened.stream()
        .filter(one -> one.row().id() == id && one.trouble().isEmpty())
        .findFirst()
        .map(one -> ChannelSetup.of(one.row(), maker.url(one.row())));
  }

  /** The first browser among them whose URL can be read and fits. */
  Optional<DeviceChannel> device(Predicate<DeviceUrl> fits) {
    for (OpenedChannel one : opened) {
      Optional<DeviceUrl> url =
          one.trouble().isEmpty() && one.row().kind().equals(DeviceUrl.KIND)
              ? DeviceUrl.of(maker.url(one.row())).filter(fits)
              : Optional.empty();
      if (url.isPresent()) {
        return Optional.of(new DeviceChannel(one.row().id(), one.row().name(), url.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * All channels, with the numbers of those that people set up, and 0 for those of the settings.
   */
  Map<ChannelCopy, Long> copies() {
    Map<ChannelCopy, Long> copies = new LinkedHashMap<>();
    for (ObservedChannel one : ofSettings) {
      copies.put(new ChannelCopy(one.name(), true, "", Optional.empty(), "", "", false), 0L);
    }
    for (OpenedChannel one : opened) {
      StoredChannel row = one.row();
      Optional<String> url =
          one.trouble().isEmpty() ? Optional.of(maker.url(row)) : Optional.empty();
      copies.put(
          new ChannelCopy(
              row.name(),
              false,
              row.kind(),
              url,
              url.map(ChannelTexts::printed).orElse(""),
              row.networks(),
              row.paused()),
          row.id());
    }
    return copies;
  }

  /** That some are told nothing, if so: without a name, since everybody may read it. */
  Optional<String> warning() {
    List<OpenedChannel> all = opened;
    if (all.stream().anyMatch(one -> !one.trouble().isEmpty())) {
      return Optional.of(
          "channels: some that were set up in the dashboard cannot be read here: the log has it");
    }
    if (all.stream().anyMatch(one -> names.isOfSettings(one.row().name()))) {
      return Optional.of(
          "channels: one of the dashboard is not used, because the settings have one of its name");
    }
    return Optional.empty();
  }
}
