package io.github.scrappyddns.command;

import com.google.common.base.Throwables;
import io.github.scrappyddns.assembly.Version;
import io.github.scrappyddns.command.remote.ChannelCommand;
import io.github.scrappyddns.command.remote.EventsCommand;
import io.github.scrappyddns.command.remote.ExportCommand;
import io.github.scrappyddns.command.remote.ImportCommand;
import io.github.scrappyddns.command.remote.NetworkCommand;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.file.PathText;
import io.github.scrappyddns.log.Console;
import io.github.scrappyddns.log.Logs;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The command line. Without a sub-command it serves, as the Python edition did. */
@Command(
    name = "scrappy-ddns",
    description = "Tells your phone when a network's public IP address changes.",
    mixinStandardHelpOptions = true,
    versionProvider = TopCommand.BuildVersion.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      TokenCommand.class,
      PasswordCommand.class,
      SignInLinkCommand.class,
      CheckCommand.class,
      HealthCommand.class,
      SendTestCommand.class,
      SetupCommand.class,
      NetworkCommand.class,
      ChannelCommand.class,
      EventsCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      MigrateCommand.class,
      TakeOverCommand.class,
      CommandLine.HelpCommand.class
    })
public final class TopCommand implements Callable<Integer> {
  /** The exit status of a broken configuration. */
  static final int BAD_CONFIGURATION = 2;

  private static final int FAILED = 1;

  @Mixin ServeCommand serve = new ServeCommand();

  private TopCommand() {}

  /** Does what the arguments ask for; gives the exit status when it is done. */
  public static int run(String... arguments) {
    if (Arrays.stream(arguments).anyMatch(PathText::isDamaged)) {
      Console.complain("scrappy-ddns: the command line " + PathText.NOT_IN_THIS_LOCALE);
      return BAD_CONFIGURATION;
    }
    try {
      return ListenAddress.plain(arguments).map(TopCommand::serve).orElseGet(() -> obey(arguments));
    } finally {
      Logs.close();
    }
  }

  /**
   * Serves without picocli, which would stay in the memory of a service that never uses it again,
   * with all that the JDK makes to read annotations: twelve megabytes.
   */
  private static int serve(ListenAddress listen) {
    try {
      return new ServeCommand(listen).call();
    } catch (Exception e) {
      return explain(e);
    }
  }

  private static int obey(String... arguments) {
    return new CommandLine(new TopCommand())
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return serve.call();
  }

  /** What an operator can act on is said in plain words; only a bug prints a stack trace. */
  private static int explain(Exception failure) {
    if (failure instanceof SettingsException broken) {
      broken.problems().forEach(problem -> Console.complain("scrappy-ddns: " + problem));
      return BAD_CONFIGURATION;
    }
    if (failure instanceof DatabaseException || failure instanceof IOException) {
      Console.complain("scrappy-ddns: " + failure.getMessage());
      return FAILED;
    }
    Console.complain(Throwables.getStackTraceAsString(failure));
    return FAILED;
  }

  /** Says which build this is. */
  static final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Scrappy DDNS " + Version.full()};
    }
  }
}
