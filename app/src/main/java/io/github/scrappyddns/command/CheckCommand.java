package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.NamedNetworks;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.DatabaseUrl;
import io.github.scrappyddns.log.Logs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code check}: reads everything, looks into the database and reports all problems; exit status 0
 * or 2. It changes nothing, and the service may run beside it.
 */
@Command(
    name = "check",
    description = "Reads configuration, token list and database and reports all problems.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Installation installation = Installation.read(Path.of(""), System.getenv(), false);
    installation.warnings().forEach(warning -> System.out.println("warning: " + warning));
    NamedNetworks.unlisted(installation)
        .forEach(
            name ->
                System.out.println("warning: " + name + ". Unless it was made in the dashboard"));
    List<String> problems = new ArrayList<>();
    DatabaseUrl.problemOfDatabase(installation.settings().databaseUrl()).ifPresent(problems::add);
    for (Channel channel : installation.channels()) {
      ask(channel, problems);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    System.out.println("All is well: " + installation.summary());
    return 0;
  }

  /** Credentials that the service refuses are a problem; an unreachable service is not. */
  private static void ask(Channel channel, List<String> problems) throws InterruptedException {
    Optional<DeliveryResult> answer = channel.verify();
    if (answer.isEmpty()) {
      return;
    }
    String told = channel.name() + ": " + answer.get().reason();
    switch (answer.get().outcome()) {
      case DELIVERED ->
          System.out.println(channel.name() + ": the service knows these credentials");
      case BAD_CHANNEL, BAD_MESSAGE -> problems.add(told);
      case WAIT_UNTIL, RETRY, UNSURE -> System.out.println("warning: could not ask " + told);
    }
  }
}
