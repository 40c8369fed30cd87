package io.github.scrappyddns.steering;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.NetworkTable;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.network.Token;
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
  private final Ordering ordering;
  private final Networks networks;
  private final NetworkTable table;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random;
  private final RegistryTable registry = new RegistryTable();

  TokenOrders(
      Ordering ordering,
      Networks networks,
      NetworkTable table,
      Audit audit,
      InstantSource clock,
      SecureRandom random) {
    this.ordering = ordering;
    this.networks = networks;
    this.table = table;
    this.audit = audit;
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
    return ordering.run(
        (writing, revision) -> {
          Optional<String> name = table.lock(writing, networkId);
          if (name.isEmpty()) {
            return Outcome.refused(Refusal.NO_NETWORK);
          }
          registry.touch(writing, networkId, revision);
          audit.note(writing, who, Deed.MADE_TOKEN, name.get());
          return Outcome.done(store(writing, networkId, name.get(), revision));
        });
  }

  private Refusal unkept(long networkId) {
    return networks.isListed(networkId) ? Refusal.OF_TOKEN_LIST : Refusal.NO_NETWORK;
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
    return ordering.run(
        (writing, revision) -> {
          Optional<String> name = table.lock(writing, networkId);
          Optional<MadeToken> old = find(writing, networkId, tokenId);
          if (name.isEmpty() || old.isEmpty()) {
            return Outcome.refused(name.isEmpty() ? Refusal.NO_NETWORK : Refusal.NO_TOKEN);
          }
          if (old.get().endsAt() != 0) {
            return Outcome.refused(Refusal.TOKEN_ENDS);
          }
          registry.touch(writing, networkId, revision);
          registry.end(writing, tokenId, clock.millis() + overlap.toMillis(), revision);
          audit.note(writing, who, Deed.REPLACED_TOKEN, name.get() + ", " + old.get().start());
          return Outcome.done(store(writing, networkId, name.get(), revision));
        });
  }

  /** Ends a token at once. */
  public Optional<Refusal> remove(Visitor who, long networkId, long tokenId) {
    return ordering.run(
        (writing, revision) -> {
          Optional<String> name = table.lock(writing, networkId);
          Optional<MadeToken> old = find(writing, networkId, tokenId);
          if (name.isEmpty() || old.isEmpty()) {
            return Optional.of(name.isEmpty() ? Refusal.NO_NETWORK : Refusal.NO_TOKEN);
          }
          registry.touch(writing, networkId, revision);
          registry.end(writing, tokenId, clock.millis(), revision);
          audit.note(writing, who, Deed.REMOVED_TOKEN, name.get() + ", " + old.get().start());
          return Optional.empty();
        });
  }

  private Optional<MadeToken> find(Transaction transaction, long networkId, long tokenId) {
    return registry.tokens(transaction, networkId, clock.millis()).stream()
        .filter(token -> token.id() == tokenId)
        .findFirst();
  }
}
