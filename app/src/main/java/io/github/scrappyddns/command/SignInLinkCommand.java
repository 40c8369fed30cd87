package io.github.scrappyddns.command;

import io.github.scrappyddns.access.SignInLink;
import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sign-in-link}: prints a link that opens the dashboard once. */
@Command(
    name = "sign-in-link",
    description =
        "Prints a link that opens the dashboard once, within an hour, and sets its password.",
    mixinStandardHelpOptions = true)
final class SignInLinkCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Settings settings = Installation.readSettings(Path.of(""), System.getenv());
    String path = SignInLink.leave(settings.stateDirectory(), new SecureRandom());
    String server = settings.publicUrl().map(URI::toString).orElse("http://localhost:5000");
    System.out.println(server + path);
    if (settings.publicUrl().isEmpty()) {
      System.err.println(
          "PUBLIC_URL is not set: put the address of your service in the place of " + server);
    }
    return 0;
  }
}
