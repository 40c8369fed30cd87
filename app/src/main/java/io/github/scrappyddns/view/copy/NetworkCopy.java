package io.github.scrappyddns.view.copy;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.timeline.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network with all that is known of it, apart from the database that it is stored in.
 *
 * @param listed whether the token list names it
 * @param addresses what it holds: one at most of each family
 * @param history its events, oldest first; empty where it was not asked for
 */
public record NetworkCopy(
    String name,
    boolean listed,
    NetworkSettings settings,
    List<Token> tokens,
    List<Address> addresses,
    List<Happening> history) {
  public NetworkCopy {
    tokens = List.copyOf(tokens);
    addresses = List.copyOf(addresses);
    history = List.copyOf(history);
  }

  /**
   * A token that opens it.
   *
   * @param start its first characters; empty where they are not known
   * @param createdAt empty where it is not known
   * @param endsAt empty where it has no end
   */
  public record Token(
      TokenDigest digest, String start, Optional<Instant> createdAt, Optional<Instant> endsAt) {}

  /** An address that it holds. */
  public record Address(PublicAddress address, Instant since, Instant lastSeen) {}

  /**
   * An {@link Event} without the numbers of its database.
   *
   * @param previous as {@link Event#previous}
   * @param previousSince as {@link Event#previousSince}
   */
  public record Happening(
      Event.Kind kind,
      @Nullable PublicAddress previous,
      @Nullable Instant previousSince,
      PublicAddress current,
      Instant at) {}

  /** The same with its history. */
  NetworkCopy withHistory(List<Happening> events) {
    return new NetworkCopy(name, listed, settings, tokens, addresses, events);
  }
}
