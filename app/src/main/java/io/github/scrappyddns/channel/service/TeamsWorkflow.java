package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Flags;
import io.github.scrappyddns.channel.url.Redaction;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A Microsoft Teams workflow that posts what it is sent. */
public final class TeamsWorkflow implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Microsoft Teams",
              "workflows://host:443/workflow_id/signature; pa=yes, or the https:// address that Teams shows",
              TeamsWorkflow::open,
              "workflows",
              "workflow")
          .options("api-version", "ver", "sp", "sv", "sig", "pa", "powerautomate")
          .hook(
              url ->
                  (url.host().matches(".+\\.logic\\.azure\\.com") || onPowerPlatform(url))
                      && url.query().option("sig").isPresent());

  private static final List<String> NATIVE = List.of("api-version", "sp", "sv", "sig");
  private static final int MOST = 20_000;

  /** A workflow that ends with an answer of its own sends that, with its run's number. */
  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(202) || answer.header("x-ms-workflow-run-id").isPresent())
          .badMessage(answer -> answer.is(413) && !answer.page())
          .badChannel(answer -> answer.is(410))
          .badChannel(answer -> answer.is(400, 401, 403, 404) && own(answer));

  private final HttpSender http;
  private final URI hook;

  private TeamsWorkflow(HttpSender http, URI hook) {
    this.http = http;
    this.hook = hook;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    boolean pasted = url.scheme().equals("https");
    if (!pasted && url.path().size() != 2) {
      throw new ChannelUrlException("the path must be a workflow's id and its signature");
    }
    List<String> path = pasted ? url.path() : path(url);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (pasted) {
      for (String name : NATIVE) {
        url.query().option(name).ifPresent(value -> parameters.put(name, value));
      }
    } else {
      parameters.put("api-version", version(url));
      parameters.put("sp", "/triggers/manual/run");
      parameters.put("sv", "1.0");
      parameters.put("sig", url.path().get(1));
    }
    URI address = ServerAddress.under(ServerAddress.root(url, url.scheme()), path);
    String hook = address + "?" + PercentEncoding.pairs(parameters);
    int id = path.indexOf("workflows") + 1;
    return List.of(
        new Receiver(
            "Teams " + Redaction.ends(path.get(id), 3),
            new TeamsWorkflow(surroundings.sender(), surroundings.service(hook))));
  }

  /** Such hosts have their workflows under another path, and another version of the API. */
  private static boolean onPowerPlatform(ChannelUrl url) {
    return url.host().toLowerCase(Locale.ROOT).endsWith(".api.powerplatform.com");
  }

  private static boolean automated(ChannelUrl url) {
    return onPowerPlatform(url)
        || url.query()
            .option("pa")
            .or(() -> url.query().option("powerautomate"))
            .map(value -> Flags.parse("pa", value))
            .orElse(false);
  }

  private static List<String> path(ChannelUrl url) {
    List<String> path = new ArrayList<>();
    if (automated(url)) {
      path.addAll(List.of("powerautomate", "automations", "direct"));
    }
    path.addAll(List.of("workflows", url.path().get(0), "triggers", "manual", "paths", "invoke"));
    return path;
  }

  private static String version(ChannelUrl url) {
    return url.query()
        .option("ver")
        .or(() -> url.query().option("api-version"))
        .orElse(onPowerPlatform(url) ? "1" : automated(url) ? "2022-03-01-preview" : "2016-06-01");
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    ObjectNode message = Json.object().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    ArrayNode lines = card.putArray("body");
    lines.add(line(alert.title(), true));
    Excerpt.ofBytes(alert.body(), MOST).lines().forEach(text -> lines.add(line(text, false)));
    return http.send(HttpCall.postJson(hook, message), ANSWERS);
  }

  private static boolean own(HttpAnswer answer) {
    return answer.json().path("error").path("code").isTextual();
  }

  /** A run of text: unlike a block of text, it is shown without Markdown. */
  private static ObjectNode line(String text, boolean bold) {
    ObjectNode line = Json.object().put("type", "RichTextBlock");
    ObjectNode run = line.putArray("inlines").addObject();
    run.put("type", "TextRun").put("text", text);
    if (bold) {
      run.put("weight", "Bolder");
    }
    return line;
  }
}
