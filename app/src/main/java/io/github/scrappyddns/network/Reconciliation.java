package io.github.scrappyddns.network;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.instance.Revision;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What ties one token list to the tables of networks: which line is a key to which network.
 *
 * <p>A network is known again by its tokens first, so that renaming keeps its history, and by its
 * name second, so that a new token does. One that was made on the pages is known by its name alone:
 * no line renames it. What is as the tables have it costs no write.
 *
 * <p>The list is compared in pages and stored in steps, between which others use the database; it
 * is put into force as a whole, by {@link Networks#replace}, once all is stored. A network is
 * stored with its name and all of its tokens in one step. So a crash between two steps harms
 * nothing: what was stored knows itself again by its tokens, and takes nothing that another line
 * had been given. Used once, by one thread.
 */
public final class Reconciliation {
  /** A step ends when it has run so many statements: some hundredths of a second. */
  private static final int STEP = 4_000;

  /** Each of them is a round trip there, and other instances wait for the revision meanwhile. */
  private static final int STEP_FOR_SEVERAL = 200;

  private final NetworkTable table;
  private final List<TokenList.Entry> lines;
  private final NameGroups groups;

  /** The number of its line, from 1, for each token of the list. */
  private final DigestNumbers digests;

  /** The network that the tables know each line's token to open; 0 where they do not know it. */
  private final long[] owners;

  /** The network of each group; 0 until it has one. */
  private final long[] ids;

  /** The group whose name a network has in the tables, plus one; 0 where it is not listed. */
  private int[] named = {};

  /** The names that the tables spell otherwise than the list does. */
  private final Map<Long, String> spellings = new HashMap<>();

  /** The networks that were made on the pages. */
  private final Set<Long> kept;

  private int nextGroup;

  private final int step;
  private final Revision revision = new Revision();

  /** The revision up to which this object knows the tables: its own writes are in it. */
  private long known;

  /** Compares a list without problems with the tables. */
  public Reconciliation(Database database, NetworkTable table, TokenList list) {
    this(database, table, list, database.isShared() ? STEP_FOR_SEVERAL : STEP);
  }

  Reconciliation(Database database, NetworkTable table, TokenList list, int step) {
    this.step = step;
    this.table = table;
    lines = list.entries();
    groups = new NameGroups(lines);
    digests = new DigestNumbers(lines.size());
    owners = new long[lines.size()];
    ids = new long[lines.size()];
    for (int line = 0; line < lines.size(); line++) {
      TokenDigest digest = lines.get(line).token().digest();
      digests.put(digests.slot(digest), digest, line + 1);
    }
    // First: what is written while the tables are read makes the first step start anew.
    known = database.read(revision::read);
    kept = database.read(reading -> new RegistryTable().kept(reading));
    readNetworks(database);
    readOwners(database);
    claim();
    nextGroup = unstored(groups.first());
  }

  private void readNetworks(Database database) {
    long greatest = database.read(table::greatestId);
    named = new int[Math.toIntExact(greatest + 1)];
    for (long behind = -1, last = 0; last > behind; ) {
      behind = last;
      long page = behind;
      last = database.read(reading -> table.networks(reading, page, this::network));
    }
  }

  private void network(long id, String name) {
    int group = groups.of(name);
    named[(int) id] = group + 1;
    if (group != NameGroups.NONE && !groups.name(group).equals(name)) {
      spellings.put(id, name);
    }
  }

  private void readOwners(Database database) {
    String last = "";
    String behind;
    do {
      behind = last;
      String page = behind;
      last =
          database.read(
              reading ->
                  table.tokens(
                      reading,
                      page,
                      (digest, networkId) -> {
                        int line = (int) digests.at(digests.slot(digest)) - 1;
                        if (line >= 0) {
                          owners[line] = networkId;
                        }
                      }));
    } while (!last.equals(behind));
  }

  private void claim() {
    BitSet claimed = new BitSet(named.length);
    // One that was made on the pages is known by its name alone, and loses it to no line.
    claimKept(claimed);
    // An unchanged name wins over a renaming where two names claim one history.
    claimByToken(claimed, true);
    claimByToken(claimed, false);
    // Of networks whose names only differ in how they are spelled, the one spelled alike wins.
    claimByName(claimed, true);
    claimByName(claimed, false);
  }

  private void claimKept(BitSet claimed) {
    for (long id : kept) {
      // One that is not there any more was removed since: the first step will find that out.
      int group = id < named.length ? named[(int) id] - 1 : NameGroups.NONE;
      claimed.set((int) id);
      if (group != NameGroups.NONE && ids[group] == 0) {
        ids[group] = id;
      }
    }
  }

  private void claimByToken(BitSet claimed, boolean sameName) {
    for (int group = groups.first(); group != NameGroups.NONE; group = groups.behind(group)) {
      for (int line = group; line != NameGroups.NONE && ids[group] == 0; line = groups.next(line)) {
        int id = (int) owners[line];
        if (id != 0 && !claimed.get(id) && (!sameName || named[id] == group + 1)) {
          claimed.set(id);
          ids[group] = id;
        }
      }
    }
  }

  private void claimByName(BitSet claimed, boolean sameSpelling) {
    for (int id = 1; id < named.length; id++) {
      int group = named[id] - 1;
      if (group != NameGroups.NONE
          && ids[group] == 0
          && !claimed.get(id)
          && !(sameSpelling && spellings.containsKey((long) id))) {
        claimed.set(id);
        ids[group] = id;
      }
    }
  }

  /** Whether something is still to be stored. */
  public boolean hasMore() {
    return nextGroup != NameGroups.NONE;
  }

  /**
   * Stores the next part.
   *
   * @return tokens of this part that the database had never seen, with their networks
   * @throws OvertakenException where the tables are no longer as they were read; what was stored
   *     before stays, and this object is of no more use
   */
  public Map<Token, Network> storeSome(Transaction writing) {
    known = revision.raiseFrom(writing, known).orElseThrow(OvertakenException::new);
    Map<Token, Network> enrolled = new LinkedHashMap<>();
    for (int statements = 0; hasMore() && statements < step; ) {
      statements += store(writing, nextGroup, enrolled);
      nextGroup = unstored(groups.behind(nextGroup));
    }
    return enrolled;
  }

  /** This group, or the first behind it, that is not as the tables have it. */
  private int unstored(int from) {
    int group = from;
    while (group != NameGroups.NONE && isStored(group)) {
      group = groups.behind(group);
    }
    return group;
  }

  private boolean isStored(int group) {
    if (ids[group] == 0 || isRenamed(group)) {
      return false;
    }
    int line = group;
    while (line != NameGroups.NONE && owners[line] == ids[group]) {
      line = groups.next(line);
    }
    return line == NameGroups.NONE;
  }

  private boolean isRenamed(int group) {
    return ids[group] < named.length && named[(int) ids[group]] != group + 1;
  }

  private int store(Transaction writing, int group, Map<Token, Network> enrolled) {
    int statements = 0;
    String name = groups.name(group);
    if (ids[group] == 0) {
      ids[group] = table.insert(writing, name, known);
      statements++;
    } else if (isRenamed(group)) {
      table.rename(writing, ids[group], name, known);
      statements++;
    }
    for (int line = group; line != NameGroups.NONE; line = groups.next(line)) {
      Token token = lines.get(line).token();
      if (owners[line] == 0) {
        table.enter(writing, token.digest(), ids[group]);
        enrolled.put(token, new Network(ids[group], name));
        statements++;
      } else if (owners[line] != ids[group]) {
        table.move(writing, token.digest(), ids[group]);
        statements++;
      }
    }
    return statements;
  }

  /** The revision up to which the tables are known. */
  long known() {
    return known;
  }

  /** Who may check in, once all is stored. Turns what this object holds into it. */
  TokenIndex registry() {
    PackedTexts names = new PackedTexts();
    int[] places = new int[lines.size()];
    for (int group = groups.first(); group != NameGroups.NONE; group = groups.behind(group)) {
      places[group] = names.add(nameInForce(group));
    }
    int[] placesBySlot = new int[digests.size()];
    for (int slot = 0; slot < digests.size(); slot++) {
      int line = (int) digests.at(slot) - 1;
      if (line >= 0) {
        int group = groups.ofLine(line);
        digests.renumber(slot, ids[group]);
        placesBySlot[slot] = places[group];
      }
    }
    return new TokenIndex(digests, placesBySlot, names);
  }

  /** As it was first written: a name that is only spelled in another way is no new one. */
  private String nameInForce(int group) {
    String first = spellings.get(ids[group]);
    return first == null || isRenamed(group) ? groups.name(group) : first;
  }
}
