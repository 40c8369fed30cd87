package io.github.scrappyddns;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code check}: reads everything and reports all problems; exit status 0 or 2. */
@Command(
    name = "check",
    description = "Reads the configuration and the token list and reports all problems.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Installation installation = Installation.read(Path.of(""), System.getenv(), false);
    installation.warnings().forEach(warning -> System.out.println("warning: " + warning));
    System.out.println(
        "All is well: "
            + installation.tokenList().entries().size()
            + " tokens, alerts by "
            + installation.channels().stream()
                .map(Channel::name)
                .collect(Collectors.joining(", ")));
    return 0;
  }
}
