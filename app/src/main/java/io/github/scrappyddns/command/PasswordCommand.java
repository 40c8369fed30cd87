package io.github.scrappyddns.command;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.PasswordHash;
import io.github.scrappyddns.config.SettingsException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code password}: prints the hash of a password, for ADMIN_PASSWORD. */
@Command(
    name = "password",
    description = {
      "Asks for a password and prints its hash, for ADMIN_PASSWORD.",
      "Without a terminal it reads the password from standard input."
    },
    mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
  @Override
  public Integer call() throws SettingsException, IOException {
    String password = typed();
    if (password.strip().length() < Gatekeeper.SHORTEST_PASSWORD) {
      throw new SettingsException(
          List.of("A password has at least " + Gatekeeper.SHORTEST_PASSWORD + " characters"));
    }
    System.out.println(PasswordHash.of(password, new SecureRandom()).written());
    return 0;
  }

  /** From JDK 22 on there may be a console without a terminal: it ends after the first line. */
  @SuppressWarnings("SystemConsoleNull")
  private static String typed() throws SettingsException, IOException {
    @Nullable Console terminal = System.console();
    if (terminal == null) {
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      @Nullable String line = input.readLine();
      return line == null ? "" : line;
    }
    char @Nullable [] once = terminal.readPassword("Password: ");
    char @Nullable [] again = terminal.readPassword("The same again: ");
    String first = once == null ? "" : new String(once);
    if (again != null && !first.equals(new String(again))) {
      throw new SettingsException(List.of("The two are not the same"));
    }
    return first;
  }
}
