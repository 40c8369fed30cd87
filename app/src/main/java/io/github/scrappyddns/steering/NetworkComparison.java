package io.github.scrappyddns.steering;

import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.steering.NetworkStep.Remark;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The comparison of a copy of a network with what is here. It changes nothing. */
final class NetworkComparison {
  private final Networks networks;
  private final InstantSource clock;
  private final RegistryTable registry = new RegistryTable();
  private final AddressTable addresses = new AddressTable();
  private final Timeline timeline = new Timeline();

  NetworkComparison(Networks networks, InstantSource clock) {
    this.networks = networks;
    this.clock = clock;
  }

  /**
   * With one that may call.
   *
   * @param replace whether it is to be as the copy is
   */
  NetworkStep withKnown(Transaction reading, long id, NetworkCopy copy, boolean replace) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    NetworkSettings wanted = current(copy.settings());
    boolean other = !current(registry.settings(reading, id)).equals(wanted);
    if (other && !replace) {
      remarks.add(Remark.SETTINGS_STAY);
    }
    List<Long> stay = new ArrayList<>();
    List<NetworkCopy.Token> added = lacking(reading, id, copy, stay, remarks);
    List<Long> ended = new ArrayList<>();
    if (networks.isListed(id)) {
      if (!added.isEmpty()) {
        remarks.add(Remark.TOKENS_OF_LIST);
      }
      added = List.of();
    } else if (replace && !(stay.isEmpty() && added.isEmpty())) {
      registry.tokens(reading, id, clock.millis()).stream()
          .map(MadeToken::id)
          .filter(token -> !stay.contains(token))
          .forEach(ended::add);
    }
    return new NetworkStep(
        id,
        true,
        Optional.empty(),
        replace && other ? Optional.of(wanted) : Optional.empty(),
        added,
        ended,
        false,
        remarks);
  }

  /**
   * With none that may call.
   *
   * @param id of one of its name that once could; 0 where there is none
   */
  NetworkStep withNew(Transaction reading, long id, NetworkCopy copy) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    List<NetworkCopy.Token> added = lacking(reading, id, copy, new ArrayList<>(), remarks);
    boolean bare = id == 0 || !hasPast(reading, id);
    if (!bare) {
      remarks.add(Remark.PAST_OF_HERE);
    }
    if (added.isEmpty()) {
      remarks.add(Remark.NO_TOKEN);
    }
    return new NetworkStep(
        id,
        false,
        Optional.empty(),
        Optional.of(current(copy.settings())),
        added,
        List.of(),
        bare,
        remarks);
  }

  private boolean hasPast(Transaction reading, long id) {
    return timeline.newestOf(reading, id) > 0 || addresses.latest(reading, id).isPresent();
  }

  /** Time that a network was to be away in and that is over says nothing any more. */
  private NetworkSettings current(NetworkSettings settings) {
    return settings.maintenanceUntil() > clock.millis()
        ? settings
        : new NetworkSettings(settings.paused(), settings.silentAfter(), 0);
  }

  /**
   * The tokens of a copy that its network lacks and may get.
   *
   * @param stay takes the numbers of those that it has
   */
  private List<NetworkCopy.Token> lacking(
      Transaction reading, long id, NetworkCopy copy, List<Long> stay, Set<Remark> remarks) {
    List<NetworkCopy.Token> lacking = new ArrayList<>();
    long now = clock.millis();
    for (NetworkCopy.Token token : copy.tokens()) {
      Optional<Network> listed = networks.findListed(token.digest());
      Optional<MadeToken> made = registry.find(reading, token.digest());
      if (listed.isPresent() ? listed.get().id() != id : isOfAnother(made, id)) {
        remarks.add(Remark.TOKEN_OF_ANOTHER);
      } else if (made.isPresent() && made.get().isGood(now)) {
        stay.add(made.get().id());
      } else if (made.isPresent() || !isGood(token, now)) {
        remarks.add(Remark.TOKEN_ENDED);
      } else if (listed.isEmpty()) {
        lacking.add(token);
      }
    }
    return lacking;
  }

  private static boolean isOfAnother(Optional<MadeToken> made, long id) {
    return made.isPresent() && made.get().networkId() != id;
  }

  private static boolean isGood(NetworkCopy.Token token, long now) {
    return row(0, token, now).isGood(now);
  }

  /** How a token is stored. */
  static MadeToken row(long networkId, NetworkCopy.Token token, long now) {
    return new MadeToken(
        0,
        networkId,
        token.start().isEmpty() ? "***" : token.start(),
        token.createdAt().map(Instant::toEpochMilli).orElse(now),
        token.endsAt().map(Instant::toEpochMilli).orElse(0L));
  }
}
