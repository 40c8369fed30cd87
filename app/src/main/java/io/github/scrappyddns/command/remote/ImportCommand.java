package io.github.scrappyddns.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: has a running service take in a file of everything. */
@Command(
    name = "import",
    description = {
      "Has a running service take in a file of 'export' or 'takeover', and says what happened.",
      "Nobody is told of anything in it."
    },
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  @Mixin Remote remote = new Remote();

  @Parameters(paramLabel = "<file>", description = "- for standard input")
  String file = "-";

  @Option(names = "--dry-run", description = "only say what would happen")
  boolean dryRun;

  @Option(names = "--replace", description = "remove what the file does not have")
  boolean replace;

  @Option(names = "--yes", description = "do not ask before something is removed")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    String document =
        file.equals("-")
            ? new String(System.in.readAllBytes(), UTF_8)
            : Files.readString(Path.of(file));
    return remote.run(api -> takeIn(api, document));
  }

  private void takeIn(ApiClient api, String document) throws IOException {
    String path = "/import?mode=" + (replace ? "replace" : "merge");
    if (replace && !dryRun && !yes) {
      JsonNode plan = api.postText(path + "&dry_run=true", document);
      int removed =
          plan.path("networks").path("removed").asInt()
              + plan.path("channels").path("removed").asInt();
      if (removed > 0 && !Remote.isSure(false, "Remove " + removed + " networks and channels?")) {
        return;
      }
    }
    JsonNode done = api.postText(path + (dryRun ? "&dry_run=true" : ""), document);
    remote.say(done, text(done));
  }

  private static String text(JsonNode done) {
    StringBuilder text = new StringBuilder();
    for (JsonNode line : done.path("lines")) {
      text.append(line.path("verdict").asText().replace('_', ' '))
          .append(": ")
          .append(line.path("subject").asText())
          .append(' ')
          .append(line.path("name").asText());
      if (!line.path("note").asText().isEmpty()) {
        text.append(" (").append(line.path("note").asText()).append(')');
      }
      text.append('\n');
    }
    if (done.path("more").asInt() > 0) {
      text.append("and ").append(done.path("more").asInt()).append(" more\n");
    }
    if (!done.path("passed_over").isEmpty()) {
      StringJoiner names = new StringJoiner(", ", "not known here, and passed over: ", "\n");
      done.path("passed_over").forEach(name -> names.add(name.asText()));
      text.append(names);
    }
    return text
        + counts("networks", done)
        + "; "
        + counts("channels", done)
        + (done.path("dry_run").asBoolean() ? " (nothing was changed)" : "");
  }

  private static String counts(String subject, JsonNode done) {
    StringJoiner counts =
        new StringJoiner(", ", subject + ": ", "").setEmptyValue(subject + ": none");
    done.path(subject)
        .properties()
        .forEach(
            count -> {
              if (count.getValue().asInt() > 0) {
                counts.add(count.getValue().asInt() + " " + count.getKey().replace('_', ' '));
              }
            });
    return counts.toString();
  }
}
