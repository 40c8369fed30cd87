package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Version;
import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.transfer.DocumentWriter;
import io.github.scrappyddns.transfer.foreign.ForeignException;
import io.github.scrappyddns.transfer.foreign.TakeOver;
import io.github.scrappyddns.transfer.foreign.TakenOver;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code takeover}: makes a file that can be imported of one that another program wrote. It asks no
 * service and changes nothing.
 */
@Command(
    name = "takeover",
    description = {
      "Makes networks of a file of Healthchecks, Uptime Kuma, ddclient or inadyn.",
      "Reads checks as the API of Healthchecks gives them, a backup of Uptime Kuma, a ddclient.conf"
          + " or an inadyn.conf. Prints a file that can be imported; on standard error, what to change"
          + " where, with the fresh tokens."
    },
    mixinStandardHelpOptions = true)
final class TakeOverCommand implements Callable<Integer> {
  private static final long LARGEST = 50_000_000;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#\\s]+[^?#\\s]*");

  @Parameters(index = "0", paramLabel = "<file>", description = "the file of the other program")
  Path file = Path.of("");

  @Option(
      names = "--server",
      paramLabel = "<url>",
      description = "this service's public address (default: SCRAPPY_PUBLIC_URL)")
  String server = "";

  @Override
  public Integer call() throws IOException, SettingsException {
    SecureRandom random = new SecureRandom();
    TakenOver made = takenOver(new TakeOver(address(), () -> Token.generate(random)));
    DocumentWriter document = new DocumentWriter(System.out, Instant.now(), Version.full(), false);
    for (NetworkCopy network : made.networks()) {
      document.network(network);
    }
    document.end();
    made.remarks().forEach(System.err::println);
    if (!made.settings().isEmpty()) {
      System.err.println("\nThe settings are from now on:\n");
      System.err.print(made.settings());
    }
    return 0;
  }

  private TakenOver takenOver(TakeOver takeOver) throws IOException, SettingsException {
    if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
      throw problem(file + " is larger than 50 MB");
    }
    try {
      return takeOver.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw problem(file + " is not in UTF-8");
    } catch (ForeignException e) {
      throw problem(file + ": " + e.getMessage());
    }
  }

  private URI address() throws SettingsException {
    String typed = server.isEmpty() ? System.getenv("SCRAPPY_PUBLIC_URL") : server;
    if (typed == null || typed.isBlank()) {
      System.err.println(
          "Put the service's public address in place of "
              + Access.EXAMPLE.server()
              + ", or name it with --server");
      return Access.EXAMPLE.server();
    }
    if (!ADDRESS.matcher(typed.strip()).matches()) {
      throw problem("The server is named as https://ddns.example.com");
    }
    return URI.create(typed.strip().replaceFirst("/+$", ""));
  }

  private static SettingsException problem(String text) {
    return new SettingsException(List.of(text));
  }
}
