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
   * Refuses settings that name a network which stands neither in the token list nor was made on the
   * pages. Where there is no network yet, all are still to come.
   *
   * @throws SettingsException that says which
   */
  static void refuse(Installation installation, Database database) throws SettingsException {
    if (unlisted(installation).isEmpty()) {
      return;
    }
    List<String> problems = unknown(installation, database.read(new RegistryTable()::keptNames));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
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
