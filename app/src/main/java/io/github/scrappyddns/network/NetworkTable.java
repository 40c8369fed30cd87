package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of networks and token digests, and the rule that ties a token list to them.
 *
 * <p>A network is recognised first by its tokens, so that it keeps its history when renamed, and
 * then by its name, so that it keeps it with a new token. What left the list stays in the tables,
 * and comes back with its history when it is listed again.
 */
public final class NetworkTable {
  /** A list whose networks are all in the tables, for {@link Networks#replace}. */
  public static final class Reconciled {
    private final TokenIndex registry;
    private final Map<Token, Network> enrolled;

    private Reconciled(TokenIndex registry, Map<Token, Network> enrolled) {
      this.registry = registry;
      this.enrolled = enrolled;
    }

    TokenIndex registry() {
      return registry;
    }

    /** Tokens that this database had never seen, with their networks. */
    public Map<Token, Network> enrolled() {
      return enrolled;
    }
  }

  private final InstantSource clock;

  public NetworkTable(InstantSource clock) {
    this.clock = clock;
  }

  /** The network of an id that the database gave. */
  public Network byId(Transaction transaction, long id) {
    return transaction
        .first(
            "SELECT name FROM network WHERE id = ?", row -> new Network(id, row.getString(1)), id)
        .orElseThrow();
  }

  /** Stores what is new in a list and gives every token its network. */
  public Reconciled reconcile(Transaction transaction, TokenList list) {
    return new Reconciliation(transaction).run(list);
  }

  /** One pass over a list and the tables. */
  private final class Reconciliation {
    private final Transaction transaction;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<String, List<Long>> idsByName = new HashMap<>();
    private final Map<TokenDigest, Long> owners = new HashMap<>();
    private final Set<Long> claimed = new HashSet<>();

    Reconciliation(Transaction transaction) {
      this.transaction = transaction;
      transaction.forEach(
          "SELECT id, name FROM network ORDER BY id",
          row -> {
            names.put(row.getLong(1), row.getString(2));
            idsByName
                .computeIfAbsent(row.getString(2), name -> new ArrayList<>(1))
                .add(row.getLong(1));
          });
      transaction.forEach(
          "SELECT digest, network_id FROM token",
          row -> owners.put(TokenDigest.ofHex(row.getString(1)), row.getLong(2)));
    }

    Reconciled run(TokenList list) {
      Map<String, List<Token>> listed = new LinkedHashMap<>();
      for (TokenList.Entry entry : list.entries()) {
        listed.computeIfAbsent(entry.name(), name -> new ArrayList<>(1)).add(entry.token());
      }
      Map<String, Long> ids = new HashMap<>();
      // An unchanged name wins over a renaming where two names claim one history.
      listed.forEach((name, tokens) -> claimByToken(name, tokens, true, ids));
      listed.forEach((name, tokens) -> claimByToken(name, tokens, false, ids));
      listed.keySet().forEach(name -> claimByName(name, ids));

      TokenIndex registry = new TokenIndex(list.entries().size());
      Map<Token, Network> enrolled = new LinkedHashMap<>();
      listed.forEach(
          (name, tokens) -> {
            Network network = new Network(store(name, ids.get(name)), name);
            for (Token token : tokens) {
              TokenDigest digest = token.digest();
              registry.put(digest, network);
              own(token, digest, network, enrolled);
            }
          });
      return new Reconciled(registry, enrolled);
    }

    private void claimByToken(
        String name, List<Token> tokens, boolean sameName, Map<String, Long> ids) {
      for (Token token : tokens) {
        Long id = owners.get(token.digest());
        if (id != null
            && !ids.containsKey(name)
            && (!sameName || name.equals(names.get(id)))
            && claimed.add(id)) {
          ids.put(name, id);
        }
      }
    }

    private void claimByName(String name, Map<String, Long> ids) {
      for (Long id : idsByName.getOrDefault(name, List.of())) {
        if (!ids.containsKey(name) && claimed.add(id)) {
          ids.put(name, id);
        }
      }
    }

    private long store(String name, @Nullable Long id) {
      if (id == null) {
        return transaction
            .first(
                "INSERT INTO network (name, created_at) VALUES (?, ?) RETURNING id",
                row -> row.getLong(1),
                name,
                clock.millis())
            .orElseThrow();
      }
      if (!name.equals(names.get(id))) {
        transaction.update("UPDATE network SET name = ? WHERE id = ?", name, id);
      }
      return id;
    }

    private void own(
        Token token, TokenDigest digest, Network network, Map<Token, Network> enrolled) {
      Long owner = owners.get(digest);
      if (owner == null) {
        transaction.update(
            "INSERT INTO token (digest, network_id) VALUES (?, ?)", digest.hex(), network.id());
        enrolled.put(token, network);
      } else if (owner != network.id()) {
        transaction.update(
            "UPDATE token SET network_id = ? WHERE digest = ?", network.id(), digest.hex());
      }
    }
  }
}
