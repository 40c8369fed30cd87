package io.github.scrappyddns.channel.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.testing.PushBrowser;
import io.github.scrappyddns.channel.testing.Received;
import io.github.scrappyddns.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a service demands of a request: each rule is a line such as {@code json topic ~ [a-z]+}.
 *
 * <p>{@code request METHOD target}; {@code header name rule}, {@code json pointer rule}, {@code
 * form name rule}, where a rule is {@code = text}, {@code ~ regular expression}, {@code bytes most}
 * or {@code any}. By {@code sealed}, the body is one that {@link PushBrowser} reads. Fields that no
 * rule names are refused, as is every header that offers HTTP/2.
 */
final class StrictService {
  private static final String SEALED = "sealed";

  private final List<String> rules;

  StrictService(List<String> rules) {
    this.rules = rules;
  }

  /** What is wrong with a request. */
  List<String> complaints(Received received) {
    List<String> complaints = new ArrayList<>();
    Received request = opened(received);
    if (rules.contains(SEALED)) {
      complaints.addAll(PushBrowser.OF_THE_RFC.complaints(received, HandClock.NOON));
    }
    if (request.headers().containsKey("upgrade")
        || request.headers().containsKey("http2-settings")) {
      complaints.add("offers an upgrade to HTTP/2");
    }
    if (!request.header("user-agent").startsWith("ScrappyDDNS/")) {
      complaints.add("no user agent");
    }
    Set<String> known = new HashSet<>();
    boolean fields = false;
    Map<String, String> form = request.form();
    for (String rule : rules) {
      String[] words = rule.split(" +", 3);
      switch (words[0]) {
        case "request" -> {
          check(complaints, "method", request.method(), "= " + words[1]);
          check(complaints, "target", request.target(), "~ " + words[2]);
        }
        case "header" -> check(complaints, rule, request.header(words[1]), words[2]);
        case "json" -> {
          fields = true;
          known.add(words[1].split("/", -1)[0]);
          JsonNode value = request.json().at("/" + words[1]);
          check(
              complaints, rule, value.isValueNode() ? value.asText() : value.toString(), words[2]);
        }
        case "form" -> {
          fields = true;
          known.add(words[1]);
          check(complaints, rule, form.getOrDefault(words[1], ""), words[2]);
        }
        case "before", "markup", SEALED -> {
          // A request that comes before the one that counts, and what a person reads: see below.
        }
        default -> throw new IllegalArgumentException("no such rule: " + rule);
      }
    }
    if (fields) {
      Map<String, Boolean> sent = new TreeMap<>();
      request.json().fieldNames().forEachRemaining(name -> sent.put(name, true));
      if (sent.isEmpty()) {
        form.keySet().forEach(name -> sent.put(name, true));
      }
      sent.keySet().removeAll(known);
      sent.keySet().forEach(name -> complaints.add("unknown field " + name));
    }
    return complaints;
  }

  /** The request with what is in it, where it is sealed for a browser. */
  private Received opened(Received sent) {
    return rules.contains(SEALED)
        ? new Received(
            sent.method(),
            sent.target(),
            sent.headers(),
            PushBrowser.OF_THE_RFC.read(sent).toString())
        : sent;
  }

  /**
   * What a person reads: by a rule {@code markup plain|html|markdown|invisible pointer}, where a
   * field of a form is written {@code form name}.
   */
  List<String> read(Received sent) {
    List<String> read = new ArrayList<>();
    Received request = opened(sent);
    for (String rule : rules) {
      String[] words = rule.split(" ", 4);
      if (words[0].equals("markup")) {
        String text =
            words.length == 4
                ? request.form().getOrDefault(words[3], "")
                : request.json().at("/" + words[2]).asText();
        read.add(shown(words[1], text));
      }
    }
    return read;
  }

  /** The text as the receiver shows it: its markup acts, unless it was escaped. */
  private static String shown(String markup, String text) {
    return switch (markup) {
      case "plain" -> text;
      case "html" ->
          text.replaceAll("<[^>]*>", "")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&");
      case "markdown" ->
          text.replaceAll("(?<!\\\\)[*_~`|<>\\[\\]()#]", "")
              .replaceAll("\\\\([^A-Za-z0-9\\s])", "$1")
              .replaceAll("@(?!\u200B)\\w+", "")
              .replace("\u200B", "");
      case "invisible" ->
          text.replaceAll("<[A-Za-z/!?][^>]*>", "").replaceAll("&\\w+;", "").replace("\u200B", "");
      default -> throw new IllegalArgumentException("no such markup: " + markup);
    };
  }

  /** The answer to a request that a rule {@code before METHOD target -> body} speaks of. */
  Optional<String> answerBefore(Received request) {
    for (String rule : rules) {
      String[] halves = rule.split(" -> ", 2);
      String[] words = halves[0].split(" ", 3);
      if (words[0].equals("before")
          && request.method().equals(words[1])
          && request.target().matches(words[2])) {
        return Optional.of(halves[1]);
      }
    }
    return Optional.empty();
  }

  private static void check(List<String> complaints, String what, String value, String rule) {
    String[] words = rule.split(" ", 2);
    boolean right =
        switch (words[0]) {
          case "=" -> value.equals(words[1]);
          case "~" -> value.matches("(?s)" + words[1]);
          case "bytes" ->
              value.getBytes(StandardCharsets.UTF_8).length <= Integer.parseInt(words[1]);
          case "any" -> true;
          default -> throw new IllegalArgumentException("no such rule: " + rule);
        };
    if (!right) {
      complaints.add(what + ", but it is: " + value);
    }
  }
}
