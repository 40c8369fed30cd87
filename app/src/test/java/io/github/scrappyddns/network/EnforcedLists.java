package io.github.scrappyddns.network;

import static java.util.stream.Collectors.toMap;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.testing.HandClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Token lists put into force on a database, one after the other, without a file. */
final class EnforcedLists {
  private final Database database;
  private final NetworkTable table = new NetworkTable(new HandClock());
  private final Map<Token, Network> enrolled = new LinkedHashMap<>();

  EnforcedLists(Database database) {
    this.database = database;
  }

  NetworkTable table() {
    return table;
  }

  static TokenList list(String... lines) {
    List<TokenList.Entry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      entries.add(new TokenList.Entry(Token.parse(parts[0]).orElseThrow(), parts[1]));
    }
    return new TokenList(entries, List.of(), List.of(), true, FileStamp.of());
  }

  /** Who may check in by a list. */
  Networks networks(TokenList list) {
    enrolled.clear();
    Reconciliation reconciliation = new Reconciliation(database, table, list);
    while (reconciliation.hasMore()) {
      enrolled.putAll(database.write(reconciliation::storeSome));
    }
    Networks networks = new Networks();
    networks.replace(reconciliation);
    return networks;
  }

  /** The tokens that the last list brought. */
  Map<Token, Network> enrolled() {
    return enrolled;
  }

  /** Puts a list into force and gives the network of each of its tokens. */
  Map<String, Network> enforce(String... lines) {
    TokenList list = list(lines);
    Networks networks = networks(list);
    return list.entries().stream()
        .collect(
            toMap(
                entry -> entry.token().reveal(),
                entry -> networks.find(entry.token()).orElseThrow()));
  }
}
