package io.github.scrappyddns.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code events}: what happened to networks of a running service. */
@Command(
    name = "events",
    description = "Lists what happened to one network or to all, the newest first.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer> {
  @Mixin Remote remote = new Remote();

  @Parameters(arity = "0..1", paramLabel = "<network>", description = "its name or number")
  String network = "";

  @Option(
      names = "--most",
      paramLabel = "<number>",
      defaultValue = "50",
      description = "how many (default: ${DEFAULT-VALUE})")
  int most = 50;

  @Option(
      names = {"--from", "--since"},
      paramLabel = "<time>",
      defaultValue = "",
      description = "the first moment that counts, such as 2026-12-31T18:00:00Z")
  String from = "";

  @Override
  public Integer call() throws Exception {
    return remote.run(this::list);
  }

  private void list(ApiClient api) throws IOException {
    String path =
        network.isEmpty()
            ? "/events"
            : "/networks/" + Remote.network(api, network).path("id").asText() + "/events";
    String query = from.isEmpty() ? "" : "?from=" + ApiClient.encoded(from);
    List<JsonNode> found = api.all(path + query, "events", Math.max(1, most));
    Table table = new Table("AT", "NETWORK", "WHAT", "ADDRESS", "BEFORE");
    found.forEach(
        one ->
            table.add(
                NetworkCommand.time(one.path("at")),
                one.path("network").asText(),
                one.path("kind").asText().replace('_', ' '),
                one.path("address").asText(),
                one.path("previous_address").asText("")));
    remote.say(found, table.toString());
  }
}
