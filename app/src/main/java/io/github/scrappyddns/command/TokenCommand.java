package io.github.scrappyddns.command;

import io.github.scrappyddns.command.remote.TokenRotation;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.network.Token;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code token}: prints a fresh line for the token list. */
@Command(
    name = "token",
    description = "Prints a line with a fresh token to add to the token list.",
    subcommands = TokenRotation.class,
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "<name>",
      description = "the network's name (default: ${DEFAULT-VALUE})",
      defaultValue = "My network")
  String name = "My network";

  @Override
  public Integer call() throws SettingsException {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new SettingsException(List.of("A network's name must be one line of text"));
    }
    System.out.println(Token.generate(new SecureRandom()).reveal() + ":" + name.strip());
    return 0;
  }
}
