package io.github.scrappyddns.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token rotate}: puts a new token in the place of a network's last one. */
@Command(
    name = "rotate",
    description =
        "Puts a new token in the place of a network's last one, and prints the URL, this once.",
    mixinStandardHelpOptions = true)
public final class TokenRotation implements Callable<Integer> {
  @Mixin Remote remote = new Remote();

  @Parameters(paramLabel = "<network>", description = "its name or number")
  String network = "";

  @Option(
      names = "--overlap",
      paramLabel = "<time>",
      defaultValue = "0s",
      description = "how long the old one opens beside it, such as 1h or 7d (default: not at all)")
  String overlap = "0s";

  @Override
  public Integer call() throws Exception {
    return remote.run(this::rotate);
  }

  private void rotate(ApiClient api) throws IOException {
    String tokens = "/networks/" + Remote.network(api, network).path("id").asText() + "/tokens";
    List<JsonNode> lasting =
        StreamSupport.stream(api.get(tokens).path("tokens").spliterator(), false)
            .filter(token -> token.path("ends_at").isNull())
            .toList();
    JsonNode made =
        lasting.isEmpty()
            ? api.post(tokens, Map.of())
            : api.post(
                tokens + "/" + lasting.get(lasting.size() - 1).path("id").asText() + "/replace",
                Map.of("overlap", seconds(overlap)));
    remote.say(made, made.path("check_in_url").asText());
  }

  private static long seconds(String text) throws IOException {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper).toSeconds();
    } catch (DateTimeParseException e) {
      throw new IOException("--overlap must be a time such as 30m, 1h or 7d", e);
    }
  }
}
