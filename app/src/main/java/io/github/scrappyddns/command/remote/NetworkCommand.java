package io.github.scrappyddns.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network}: sees and orders networks of a running service. */
@Command(
    name = "network",
    description = "Lists, shows, adds, renames, pauses and removes networks of a running service.",
    mixinStandardHelpOptions = true)
public final class NetworkCommand {
  private static final String WHICH = "its name or number";

  @Command(name = "list", description = "Lists networks.", mixinStandardHelpOptions = true)
  int list(
      @Mixin Remote remote,
      @Parameters(
              arity = "0..1",
              paramLabel = "<text>",
              description = "a part of the name, or the beginning of an address")
          String text)
      throws Exception {
    return remote.run(
        api -> {
          String query = text == null ? "" : "?q=" + ApiClient.encoded(text);
          List<JsonNode> all = api.all("/networks" + query, "networks", Integer.MAX_VALUE);
          Table table = new Table("NUMBER", "NAME", "STATE", "ADDRESSES", "LAST SEEN");
          all.forEach(
              one ->
                  table.add(
                      one.path("id").asText(),
                      one.path("name").asText(),
                      state(one),
                      addresses(one),
                      time(one.path("last_seen"))));
          remote.say(all, table.toString());
        });
  }

  private static String state(JsonNode network) {
    return network.path("state").asText().replace('_', ' ');
  }

  private static String addresses(JsonNode network) {
    return StreamSupport.stream(network.path("addresses").spliterator(), false)
        .map(one -> one.path("address").asText())
        .collect(Collectors.joining(" "));
  }

  /** To the second; programs get the rest. */
  static String time(JsonNode time) {
    return time.isTextual() ? time.asText().replaceFirst("\\.\\d+Z$", "Z") : "never";
  }

  @Command(name = "show", description = "Shows a network.", mixinStandardHelpOptions = true)
  int show(
      @Mixin Remote remote, @Parameters(paramLabel = "<network>", description = WHICH) String which)
      throws Exception {
    return remote.run(
        api -> {
          JsonNode one = Remote.network(api, which);
          Table table = new Table("NAME", one.path("name").asText());
          table.add("NUMBER", one.path("id").asText());
          table.add("FROM", one.path("from").asText().replace('_', ' '));
          table.add("STATE", state(one));
          one.path("addresses")
              .forEach(
                  held ->
                      table.add(
                          held.path("family").asText().replace('_', ' '),
                          held.path("address").asText() + " since " + time(held.path("since"))));
          table.add("LAST SEEN", time(one.path("last_seen")));
          remote.say(one, table.toString());
        });
  }

  @Command(
      name = "add",
      description = "Adds a network, and prints the URL that its router calls, this once.",
      mixinStandardHelpOptions = true)
  int add(@Mixin Remote remote, @Parameters(paramLabel = "<name>") String name) throws Exception {
    return remote.run(
        api -> {
          JsonNode made = api.post("/networks", Map.of("name", name));
          remote.say(made, made.path("check_in_url").asText());
        });
  }

  @Command(name = "rename", description = "Renames a network.", mixinStandardHelpOptions = true)
  int rename(
      @Mixin Remote remote,
      @Parameters(index = "0", paramLabel = "<network>", description = WHICH) String which,
      @Parameters(index = "1", paramLabel = "<name>", description = "its new name") String name)
      throws Exception {
    return change(remote, which, Map.of("name", name), "Renamed");
  }

  @Command(
      name = "pause",
      description =
          "Has nothing told of a network. Its calls are answered, and its addresses kept.",
      mixinStandardHelpOptions = true)
  int pause(
      @Mixin Remote remote, @Parameters(paramLabel = "<network>", description = WHICH) String which)
      throws Exception {
    return change(remote, which, Map.of("paused", true), "Paused");
  }

  @Command(
      name = "resume",
      description = "Has news of a network told again.",
      mixinStandardHelpOptions = true)
  int resume(
      @Mixin Remote remote, @Parameters(paramLabel = "<network>", description = WHICH) String which)
      throws Exception {
    return change(remote, which, Map.of("paused", false), "Resumed");
  }

  private static int change(Remote remote, String which, Map<String, ?> change, String done)
      throws Exception {
    return remote.run(
        api -> {
          String path = "/networks/" + Remote.network(api, which).path("id").asText();
          JsonNode now = api.patch(path, change);
          remote.say(now, done + " " + now.path("name").asText());
        });
  }

  @Command(
      name = "remove",
      description = "Removes a network with its tokens and its history.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin Remote remote,
      @Parameters(paramLabel = "<network>", description = WHICH) String which,
      @Option(names = "--yes", description = "do not ask") boolean yes)
      throws Exception {
    return remote.run(
        api -> {
          JsonNode one = Remote.network(api, which);
          String name = one.path("name").asText();
          if (Remote.isSure(yes, "Remove " + name + " with its tokens and its history?")) {
            api.delete("/networks/" + one.path("id").asText());
            remote.say(Map.of("removed", one.path("id")), "Removed " + name);
          }
        });
  }
}
