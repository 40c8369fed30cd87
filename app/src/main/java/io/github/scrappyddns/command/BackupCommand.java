package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.Backup;
import io.github.scrappyddns.database.Contents;
import io.github.scrappyddns.log.Logs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backup}: writes everything to one file, while the service runs. */
@Command(
    name = "backup",
    description = {
      "Writes all networks, their history and the alerts still owed to a new file.",
      "The service may keep running."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<file>", description = "the SQLite file to create")
  Path file = Path.of("");

  @Override
  public Integer call() throws SettingsException {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Settings settings = Installation.readSettings(Path.of(""), System.getenv());
    Contents contents;
    try (ProgressLine line = ProgressLine.ofThisProcess()) {
      contents = Backup.write(settings.databaseUrl(), file, line);
    }
    System.out.println(file + " holds " + contents);
    if (Files.exists(settings.secretKeyFile())) {
      System.out.println(
          "It does not hold the key to the channels of the dashboard: keep "
              + settings.secretKeyFile()
              + " with it");
    }
    return 0;
  }
}
