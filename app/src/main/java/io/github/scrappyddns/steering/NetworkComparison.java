package io.github.scrappyddns.steering;

import io.github.scrappyddns.checkin.held.AddressTable;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.steering.NetworkStep.Remark;
import io.github.scrappyddns.timeline.Timeline;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The comparison of a copy of a network with what is here. It changes nothing. */
final class NetworkComparison {
  /**
   * All that there are copies of.
   *
   * @param names the keys of the names of their networks
   * @param tokens theirs
   */
  record Others(Set<String> names, Set<TokenDigest> tokens) {}

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
   * @param others whether it is to be as the copy is, and what else there are copies of; empty
   *     where it is not
   */
  NetworkStep withKnown(Transaction reading, long id, NetworkCopy copy, Optional<Others> others) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    NetworkSettings wanted = current(copy.settings());
    boolean other = !current(registry.settings(reading, id)).equals(wanted);
    if (other && others.isEmpty()) {
      remarks.add(Remark.SETTINGS_STAY);
    }
    boolean listed = networks.isListed(id);
    Tokens tokens = tokens(reading, id, copy, others.isPresent() && !listed, remarks);
    List<NetworkCopy.Token> added = tokens.lacking;
    if (listed && !added.isEmpty()) {
      remarks.add(Remark.TOKENS_OF_LIST);
      added = List.of();
    }
    return new NetworkStep(
        id,
        true,
        Optional.empty(),
        Optional.empty(),
        others.isPresent() && other ? Optional.of(wanted) : Optional.empty(),
        added,
        tokens.moved,
        listed || others.isEmpty() ? List.of() : ended(reading, id, tokens, others.get()),
        false,
        remarks);
  }

  /** Of a network that has tokens of its copy, all others: but for those of the other copies. */
  private List<Long> ended(Transaction reading, long id, Tokens tokens, Others others) {
    if (tokens.stay.isEmpty() && tokens.lacking.isEmpty() && tokens.moved.isEmpty()) {
      return List.of();
    }
    return registry.tokens(reading, id, clock.millis()).stream()
        .map(MadeToken::id)
        .filter(token -> !tokens.stay.contains(token))
        .filter(
            token -> registry.digest(reading, token).filter(others.tokens()::contains).isEmpty())
        .toList();
  }

  /**
   * With none that may call.
   *
   * @param id of one of its name that once could; 0 where there is none
   * @param replace whether the tokens of other networks move to it
   */
  NetworkStep withNew(Transaction reading, long id, NetworkCopy copy, boolean replace) {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    Tokens tokens = tokens(reading, id, copy, replace, remarks);
    boolean bare = id == 0 || !hasPast(reading, id);
    if (!bare) {
      remarks.add(Remark.PAST_OF_HERE);
    }
    if (tokens.lacking.isEmpty() && tokens.moved.isEmpty()) {
      remarks.add(Remark.NO_TOKEN);
    }
    return new NetworkStep(
        id,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(current(copy.settings())),
        tokens.lacking,
        tokens.moved,
        List.of(),
        bare,
        remarks);
  }

  /** The networks that were made on the pages and that a token of a copy opens. */
  Set<Long> opened(Transaction reading, NetworkCopy copy) {
    Set<Long> opened = new LinkedHashSet<>();
    for (NetworkCopy.Token token : copy.tokens()) {
      registry
          .find(reading, token.digest())
          .filter(made -> networks.findListed(token.digest()).isEmpty() && isMovable(made))
          .ifPresent(made -> opened.add(made.networkId()));
    }
    return opened;
  }

  private boolean isMovable(MadeToken made) {
    return made.isGood(clock.millis())
        && networks.isKept(made.networkId())
        && !networks.isListed(made.networkId());
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

  /** Of the tokens of a copy, those that its network has, may get, and may get from another. */
  private static final class Tokens {
    final List<Long> stay = new ArrayList<>();
    final List<NetworkCopy.Token> lacking = new ArrayList<>();
    final List<Long> moved = new ArrayList<>();
  }

  private Tokens tokens(
      Transaction reading, long id, NetworkCopy copy, boolean move, Set<Remark> remarks) {
    Tokens tokens = new Tokens();
    long now = clock.millis();
    for (NetworkCopy.Token token : copy.tokens()) {
      Optional<Network> listed = networks.findListed(token.digest());
      Optional<MadeToken> made = registry.find(reading, token.digest());
      if (listed.isPresent() ? listed.get().id() != id : isOfAnother(made, id)) {
        if (move && listed.isEmpty() && made.filter(this::isMovable).isPresent()) {
          tokens.moved.add(made.get().id());
          remarks.add(Remark.TOKEN_MOVED);
        } else {
          remarks.add(Remark.TOKEN_OF_ANOTHER);
        }
      } else if (made.isPresent() && made.get().isGood(now)) {
        tokens.stay.add(made.get().id());
      } else if (made.isPresent() || !isGood(token, now)) {
        remarks.add(Remark.TOKEN_ENDED);
      } else if (listed.isEmpty()) {
        tokens.lacking.add(token);
      }
    }
    return tokens;
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
