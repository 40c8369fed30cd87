package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.NetworkOrdering.Locked;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The orders about tokens of networks that were made on the pages. A token's text is given out once
 * and kept nowhere. Safe for use by several threads.
 */
public final class TokenOrders {
  private final NetworkOrdering ordering;
  private final Networks networks;
  private final InstantSource clock;
  private final SecureRandom random;
  private final RegistryTable registry = new RegistryTable();

  TokenOrders(
      NetworkOrdering ordering, Networks networks, InstantSource clock, SecureRandom random) {
    this.ordering = ordering;
    this.networks = networks;
    this.clock = clock;
    this.random = random;
  }

  /** The tokens of a network that were made on the pages and still let in, the oldest first. */
  public List<MadeToken> of(long networkId) {
    return ordering.database().read(reading -> registry.tokens(reading, networkId, clock.millis()));
  }

  /** Whether a token was made on the pages for this network: then who has it may see it. */
  public boolean opens(Token token, long networkId) {
    return ordering
        .database()
        .read(reading -> registry.networkOf(reading, token))
        .filter(id -> id == networkId)
        .isPresent();
  }

  /** Makes one more token of a network. */
  public Outcome<NewToken> make(Visitor who, long networkId) {
    if (!networks.isKept(networkId)) {
      return Outcome.refused(unkept(networkId));
    }
    return ordering.make(
        who,
        networkId,
        network -> {
          registry.touch(network.writing(), networkId, network.revision());
          network.note(Deed.MADE_TOKEN, network.name());
          return Outcome.done(store(network));
        });
  }

  private Refusal unkept(long networkId) {
    return networks.isListed(networkId) ? Refusal.OF_TOKEN_LIST : Refusal.NO_NETWORK;
  }

  private NewToken store(Locked network) {
    return store(network.writing(), network.id(), network.name(), network.revision());
  }

  NewToken store(Transaction writing, long networkId, String network, long revision) {
    Token token = Token.generate(random);
    registry.insert(writing, networkId, token, clock.millis(), revision);
    return new NewToken(networkId, network, token);
  }

  /**
   * Puts another token in the place of one.
   *
   * @param overlap for how long the old one lets in beside it; {@link
   *     RegistryTable#LONGEST_OVERLAP} at most
   */
  public Outcome<NewToken> replace(Visitor who, long networkId, long tokenId, Duration overlap) {
    return ordering.make(
        who,
        networkId,
        network -> {
          Optional<MadeToken> old = find(network.writing(), networkId, tokenId);
          if (old.isEmpty()) {
            return Outcome.refused(Refusal.NO_TOKEN);
          }
          if (old.get().endsAt() != 0) {
            return Outcome.refused(Refusal.TOKEN_ENDS);
          }
          end(network, old.get(), clock.millis() + overlap.toMillis(), Deed.REPLACED_TOKEN);
          return Outcome.done(store(network));
        });
  }

  /** Ends a token at once. */
  public Optional<Refusal> remove(Visitor who, long networkId, long tokenId) {
    return ordering.run(
        who,
        networkId,
        network -> {
          Optional<MadeToken> old = find(network.writing(), networkId, tokenId);
          if (old.isEmpty()) {
            return Optional.of(Refusal.NO_TOKEN);
          }
          end(network, old.get(), clock.millis(), Deed.REMOVED_TOKEN);
          return Optional.empty();
        });
  }

  private void end(Locked network, MadeToken token, long at, Deed deed) {
    registry.touch(network.writing(), network.id(), network.revision());
    registry.end(network.writing(), token.id(), at, network.revision());
    network.note(deed, network.name() + ", " + token.start());
  }

  private Optional<MadeToken> find(Transaction transaction, long networkId, long tokenId) {
    return registry.tokens(transaction, networkId, clock.millis()).stream()
        .filter(token -> token.id() == tokenId)
        .findFirst();
  }
}
