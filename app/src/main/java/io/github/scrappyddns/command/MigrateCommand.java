package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Contents;
import io.github.scrappyddns.database.DatabaseUrl;
import io.github.scrappyddns.database.Move;
import io.github.scrappyddns.log.Logs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code migrate-to}: moves everything to another database. */
@Command(
    name = "migrate-to",
    description = {
      "Copies everything to another, empty database. Stop the service first.",
      "Then prints the setting that makes the service use it."
    },
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<database url>",
      description =
          "jdbc:postgresql://<host>/<database>?user=… or jdbc:sqlite:<file>;"
              + " '@<file>' reads it from a file, which keeps its password out of the process list")
  String url = "";

  @Override
  public Integer call() throws SettingsException {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Settings settings = Installation.readSettings(Path.of(""), System.getenv());
    Contents contents;
    try (ProgressLine line = ProgressLine.ofThisProcess()) {
      contents = Move.run(settings.databaseUrl(), url, line);
    }
    String shown = DatabaseUrl.withoutSecrets(url);
    System.out.println("The new database holds " + contents + ". The old one is unchanged.");
    System.out.println("Set this, then start the service:\n");
    System.out.println("    DATABASE_URL = '" + shown + "'");
    if (shown.contains("***")) {
      System.out.println("\nwith your own values in place of the stars.");
    }
    return 0;
  }
}
