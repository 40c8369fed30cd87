package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.upkeep.MendedChannels;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.words.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code send-test}: sends a test alert to every channel and reports the results. */
@Command(
    name = "send-test",
    description = "Sends a test alert to every channel and reports the results.",
    mixinStandardHelpOptions = true)
final class SendTestCommand implements Callable<Integer> {
  private static final int SOME_FAILED = 1;

  @Parameters(
      arity = "0..1",
      paramLabel = "<channel>",
      description = "only to channels whose name contains this text")
  String wanted = "";

  @Override
  public Integer call() throws Exception {
    Logs.open(Settings.Level.WARNING, Optional.empty());
    Installation installation = Installation.read(Path.of(""), System.getenv(), false);
    Words words = Words.ofAlerts(installation.settings().language());
    Alert alert =
        new Alert(
            "scrappy-test-" + System.currentTimeMillis(),
            words.say("test.title"),
            words.say("test.body"));
    List<Channel> channels =
        installation.channels().stream()
            .filter(channel -> channel.name().contains(wanted))
            .toList();
    if (channels.isEmpty()) {
      System.out.println("No channel's name contains '" + wanted + "'. The channels are:");
      installation.channels().forEach(channel -> System.out.println("  " + channel.name()));
      return SOME_FAILED;
    }
    int status = 0;
    boolean arrived = false;
    for (Channel channel : channels) {
      DeliveryResult result = channel.deliver(alert);
      System.out.println(channel.name() + ": " + verdict(result));
      if (result.outcome() == DeliveryResult.Outcome.DELIVERED) {
        arrived = true;
      } else {
        status = SOME_FAILED;
      }
    }
    if (arrived) {
      MendedChannels.tell(installation.settings().stateDirectory());
    }
    return status;
  }

  private static String verdict(DeliveryResult result) {
    return switch (result.outcome()) {
      case DELIVERED -> "delivered; look at your phone";
      case WAIT_UNTIL -> "asks to wait until " + result.until() + ": " + result.reason();
      case RETRY -> "could not be reached; alerts would be sent again: " + result.reason();
      case UNSURE -> "could not be confirmed; it may have arrived: " + result.reason();
      case BAD_MESSAGE -> "refused the message: " + result.reason();
      case BAD_CHANNEL -> "refuses everything; check its credentials: " + result.reason();
    };
  }
}
