package io.github.scrappyddns.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code channel}: sees and orders channels of a running service. */
@Command(
    name = "channel",
    description = "Lists, adds, tests, pauses and removes channels of a running service.",
    mixinStandardHelpOptions = true)
public final class ChannelCommand {
  private static final String WHICH = "its name or number";

  @Command(name = "list", description = "Lists channels.", mixinStandardHelpOptions = true)
  int list(@Mixin Remote remote) throws Exception {
    return remote.run(
        api -> {
          JsonNode all = api.get("/channels").path("channels");
          Table table = new Table("NUMBER", "NAME", "STATE", "WAITING", "LAST TOLD", "FROM");
          all.forEach(
              one ->
                  table.add(
                      one.path("id").isNull() ? "-" : one.path("id").asText(),
                      one.path("name").asText(),
                      one.path("state").asText().replace('_', ' '),
                      one.path("waiting").asText(),
                      NetworkCommand.time(one.path("last_told")),
                      one.path("from").asText()));
          remote.say(all, table.toString());
        });
  }

  @Command(
      name = "add",
      description = "Adds a channel and sends it a test.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin Remote remote,
      @Parameters(
              paramLabel = "<url>",
              description = "as in docs/channels.md; - reads it, so that no other user can see it")
          String url,
      @Option(names = "--name", defaultValue = "", description = "what to call it") String name,
      @Option(
              names = "--networks",
              defaultValue = "",
              description = "which networks it is told of; all without it")
          String networks)
      throws Exception {
    return remote.run(
        api -> {
          Map<String, String> body = new HashMap<>();
          body.put("url", url.equals("-") ? read() : url);
          body.put("name", name);
          body.put("networks", networks);
          JsonNode made = api.post("/channels", body);
          test(remote, api, made.path("name").asText(), "Added ");
        });
  }

  private static String read() throws IOException {
    return new String(System.in.readAllBytes(), UTF_8).strip();
  }

  @Command(
      name = "test",
      description = "Sends an alert that only says that the channel works.",
      mixinStandardHelpOptions = true)
  int test(
      @Mixin Remote remote, @Parameters(paramLabel = "<channel>", description = WHICH) String which)
      throws Exception {
    return remote.run(api -> test(remote, api, which, ""));
  }

  private static void test(Remote remote, ApiClient api, String which, String begin)
      throws IOException {
    JsonNode said = api.post(path(which) + "/test", Map.of());
    boolean good = said.path("outcome").asText().equals("delivered");
    String text = good ? "delivered" : "not delivered (" + said.path("reason").asText() + ")";
    remote.say(said, begin + which + ": " + text);
    if (!good) {
      throw new IOException("The test of " + which + " was " + text);
    }
  }

  private static String path(String which) {
    return "/channels/" + ApiClient.encoded(which);
  }

  @Command(
      name = "pause",
      description = "Lets a channel wait; what it is owed is kept.",
      mixinStandardHelpOptions = true)
  int pause(
      @Mixin Remote remote, @Parameters(paramLabel = "<channel>", description = WHICH) String which)
      throws Exception {
    return change(remote, which, true, "Paused ");
  }

  @Command(
      name = "resume",
      description = "Lets it tell again what has waited.",
      mixinStandardHelpOptions = true)
  int resume(
      @Mixin Remote remote, @Parameters(paramLabel = "<channel>", description = WHICH) String which)
      throws Exception {
    return change(remote, which, false, "Resumed ");
  }

  private static int change(Remote remote, String which, boolean paused, String done)
      throws Exception {
    return remote.run(
        api -> {
          JsonNode now = api.patch(path(which), Map.of("paused", paused));
          remote.say(now, done + now.path("name").asText());
        });
  }

  @Command(
      name = "remove",
      description = "Removes a channel; what it was owed is told to nobody.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin Remote remote,
      @Parameters(paramLabel = "<channel>", description = WHICH) String which,
      @Option(names = "--yes", description = "do not ask") boolean yes)
      throws Exception {
    return remote.run(
        api -> {
          JsonNode one = api.get(path(which));
          String name = one.path("name").asText();
          if (Remote.isSure(yes, "Remove " + name + "?")) {
            api.delete(path(which));
            remote.say(List.of(one), "Removed " + name);
          }
        });
  }
}
