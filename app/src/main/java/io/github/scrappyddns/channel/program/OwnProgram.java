package io.github.scrappyddns.channel.program;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Secrets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A program of the owner's own, which is run with each alert: for what is to be done when an
 * address moves.
 */
public final class OwnProgram implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Program",
              "program:///path/of/the/program; timeout=25 (seconds), no arguments",
              OwnProgram::open,
              "program")
          .local()
          .options("timeout", "title", "body");

  private final ProgramFile file;
  private final Duration limit;
  private final Surroundings surroundings;
  private final Secrets secrets;
  private final Patience patience = new Patience();

  private OwnProgram(ProgramFile file, Duration limit, Surroundings surroundings, Secrets secrets) {
    this.file = file;
    this.limit = limit;
    this.surroundings = surroundings;
    this.secrets = secrets;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    if (url.path().isEmpty() || url.trailingSlash()) {
      throw new ChannelUrlException("the path of a program is missing");
    }
    long most = surroundings.manner().total().toSeconds();
    Duration limit =
        url.query()
            .option("timeout")
            .map(text -> limit(text, most))
            .orElse(Duration.ofSeconds(most));
    ProgramFile file = new ProgramFile(path(url));
    return List.of(
        new Receiver(
            "program " + file.path().getFileName(),
            new OwnProgram(file, limit, surroundings, url.hidden())));
  }

  private static Path path(ChannelUrl url) {
    try {
      return Path.of("/" + String.join("/", url.path())).normalize();
    } catch (InvalidPathException e) {
      throw new ChannelUrlException("the language of this service cannot write that path");
    }
  }

  private static Duration limit(String text, long most) {
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new ChannelUrlException(
          "timeout= is a number of seconds from 1 to "
              + most
              + "; what takes longer goes on in the background");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /** What is wrong with the program; empty where it can be run. */
  public Optional<String> problem() {
    return file.problem();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    return new ProgramRun(file, alert, limit, secrets, patience, surroundings.clock())
        .begin(surroundings.threads());
  }

  /** Looks at the file alone; the program is not run. */
  @Override
  public Optional<DeliveryResult> verify() {
    return problem().map(DeliveryResult::badChannel);
  }
}
