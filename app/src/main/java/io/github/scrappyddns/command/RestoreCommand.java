package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Contents;
import io.github.scrappyddns.database.DatabaseUrl;
import io.github.scrappyddns.database.Restore;
import io.github.scrappyddns.log.Logs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: restores a backup into the configured database. */
@Command(
    name = "restore",
    description = {
      "Restores a backup into the configured database. Stop the service first.",
      "Restores everything or nothing."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<file>", description = "a file that 'backup' wrote; it is not changed")
  Path file = Path.of("");

  @Option(
      names = "--replace",
      description = "even if the database holds networks, which are then lost")
  boolean replace;

  @Override
  public Integer call() throws SettingsException {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Settings settings = Installation.readSettings(Path.of(""), System.getenv());
    Contents contents;
    try (ProgressLine line = ProgressLine.ofThisProcess()) {
      contents = Restore.run(file, settings.databaseUrl(), replace, line);
    }
    System.out.println(DatabaseUrl.withoutSecrets(settings.databaseUrl()) + " holds " + contents);
    return 0;
  }
}
