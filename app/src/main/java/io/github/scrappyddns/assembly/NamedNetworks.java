package io.github.scrappyddns.assembly;

import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.spelling.UnknownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The networks that settings name: what is said of one that does not exist would do nothing. */
public final class NamedNetworks {
  private NamedNetworks() {}

  /**
   * Refuses settings that name a network which the token list does not have. Where networks were
   * made on the pages, a name may be that of one which was renamed or removed there, or is still to
   * come: then it is a warning, since a service that does not start watches nobody.
   *
   * @return the warnings
   * @throws SettingsException that says which
   */
  static List<String> refuse(Installation installation, Database database)
      throws SettingsException {
    List<String> problems = unlisted(installation);
    if (problems.isEmpty()) {
      return problems;
    }
    RegistryTable table = new RegistryTable();
    if (!database.read(table::wasUsed)) {
      throw new SettingsException(problems);
    }
    return unknown(installation, database.read(table::keptNames));
  }

  /** What settings say of networks that the token list does not know; pages may have made them. */
  public static List<String> unlisted(Installation installation) {
    return unknown(installation, List.of());
  }

  /**
   * What is wrong with them.
   *
   * @param made the names of networks that were made on the pages
   */
  private static List<String> unknown(Installation installation, List<String> made) {
    Settings settings = installation.settings();
    List<String> names =
        Stream.concat(
                installation.tokenList().entries().stream().map(TokenList.Entry::name),
                made.stream())
            .toList();
    List<String> problems = new ArrayList<>();
    if (!names.isEmpty()) {
      problems.addAll(UnknownNames.problems("HOST_NAMES", settings.hostNames().keySet(), names));
      problems.addAll(
          UnknownNames.problems("SILENT_AFTER", settings.silentAfter().named().keySet(), names));
    }
    return problems;
  }
}
