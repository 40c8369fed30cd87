package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.testing.LocalServer;
import io.github.scrappyddns.channel.testing.Received;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same URL through Debian's Apprise (1.2.0) and through us, to one server.
 *
 * <p>Each URL comes with the parts of the requests that may differ, and why; all others are equal.
 */
@Tag("installed")
class AppriseDifferentialTest {
  private static final Alert ALERT =
      new Alert("scrappy-1-2", "IP address update", "Home & <garden> is at 203.0.113.7");

  @TempDir static Path directory;
  private static String python = "";

  @BeforeAll
  static void find_apprise() throws Exception {
    for (String candidate : List.of("python3", "/usr/bin/python3")) {
      if (run(List.of(candidate, "-c", "import apprise")) == 0) {
        python = candidate;
        return;
      }
    }
    throw new IllegalStateException(
        "Apprise is missing: install Debian's package with apt-get install apprise");
  }

  private static int run(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("no_proxy", "*");
    builder.environment().put("HOME", directory.toString());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    return process.waitFor();
  }

  static Stream<Arguments> urls() {
    Map<String, String> ntfy =
        Map.of(
            "json /priority", "ours in the body, theirs in a header",
            "json /click", "ours in the body, theirs in a header",
            "json /tags", "ours in the body, theirs in a header",
            "header x-priority", "theirs in a header",
            "header x-click", "theirs in a header",
            "header x-tags", "theirs in a header",
            "header x-sequence-id", "shows what comes twice once");
    Map<String, String> webhook = Map.of("header webhook-id", "tells receivers what comes twice");
    Map<String, String> discord =
        Map.of(
            "target", "without wait=true in the address Discord confirms what it does not keep",
            "json /wait", "no field of the body",
            "json /tts", "off by default",
            "json /avatar_url", "the webhook's own picture",
            "json /allowed_mentions", "a network's name must not call people",
            "json /content", "the title in bold, the rest without markup");
    Map<String, String> slack =
        Map.of(
            "json /attachments", "blocks have replaced them",
            "json /blocks", "have replaced attachments",
            "json /text", "for receivers without blocks",
            "json /mrkdwn", "blocks of plain text have none",
            "json /username", "the webhook's own name",
            "json /icon_url", "the webhook's own picture",
            "json /unfurl_links", "an address in an alert is no link");
    Map<String, String> bot = new TreeMap<>(slack);
    bot.put("json /channel", "Apprise makes a name of an id");
    Map<String, String> matrix =
        Map.of(
            "target", "the API's version; the message's own transaction",
            "method", "a transaction is put, not posted",
            "json /body", "Apprise writes a Markdown title into plain text",
            "json /user", "the older spelling of a login",
            "json /identifier", "the newer spelling of a login",
            "json /device_id", "transactions are told apart by device",
            "json /initial_device_display_name", "the device has a name",
            "requests", "they log out, we stay one device");
    return Stream.of(
        Arguments.of("ntfy://user:pa%2Fss@{}/home?priority=high&click=https://x/&tags=a", ntfy),
        Arguments.of("ntfy://{}/home", ntfy),
        Arguments.of("gotify://{}/push/AbCdEf123456789?priority=high", Map.of()),
        Arguments.of("gotify://{}/AbCdEf123456789", Map.of()),
        Arguments.of("json://me:s%3Acret@{}/hooks/a%20b?+X-Room=attic&-a=1&:source=x", webhook),
        Arguments.of("json://{}/hooks/?method=PUT&+X-Name=a+b&-q=a-b", webhook),
        Arguments.of(
            "json://{}/?:message=text",
            Map.of(
                "header webhook-id", "tells receivers what comes twice",
                "json /message", "1.2.0 sets the value; since then such a field renames the key",
                "json /text", "1.2.0 sets the value; since then such a field renames the key")),
        Arguments.of("discord://Scrappy@1234567890123456789/AbCdEf-123456789_xyzAbC", discord),
        Arguments.of("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/%23general", slack),
        Arguments.of("slack://xoxb-123456789012-1234567890123-4mt0t4l1YL3g1T5L/C001CH", bot),
        Arguments.of("matrix://scrappy:secret@{}/!abc:example.org", matrix),
        Arguments.of("matrix://scrappy:secret@{}/%23home:example.org?msgtype=notice", matrix));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("urls")
  void requests_are_alike_but_for_what_is_explained(String url, Map<String, String> explained)
      throws Exception {
    List<Received> theirs = throughApprise(url);
    List<Received> ours = throughUs(url);

    assertThat(ours).isNotEmpty();
    Set<String> different = new TreeSet<>();
    if (ours.size() != theirs.size()) {
      different.add("requests");
    }
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      Map<String, String> ourParts = parts(ours.get(i));
      Map<String, String> theirParts = parts(theirs.get(i));
      Set<String> names = new TreeSet<>(ourParts.keySet());
      names.addAll(theirParts.keySet());
      names.stream()
          .filter(name -> !ourParts.getOrDefault(name, "").equals(theirParts.get(name)))
          .forEach(different::add);
    }
    assertThat(explained.keySet()).as("ours %s, theirs %s", ours, theirs).containsAll(different);
  }

  private static List<Received> throughUs(String url) throws Exception {
    try (LocalServer server = LocalServer.start(AppriseDifferentialTest::answer)) {
      LocalChannels local = new LocalChannels(server);
      local.open(url.replace("{}", server.address())).get(0).deliver(ALERT);
      return server.requests();
    }
  }

  private static List<Received> throughApprise(String url) throws Exception {
    Path script = directory.resolve("send.py");
    try (InputStream in = AppriseDifferentialTest.class.getResourceAsStream("/apprise/send.py")) {
      Files.write(script, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    try (LocalServer server = LocalServer.start(AppriseDifferentialTest::answer)) {
      String root = "http://" + server.address();
      String written = url.replace("{}", server.address());
      int status =
          run(List.of(python, script.toString(), root, written, ALERT.title(), ALERT.body()));
      assertThat(status).isZero();
      return server.requests();
    }
  }

  /** What each service would say, so that the next request comes. */
  private static void answer(Received request, java.io.OutputStream out)
      throws java.io.IOException, InterruptedException {
    String body =
        request.target().contains("/login")
            ? "{\"access_token\":\"tok\",\"user_id\":\"@a:b\",\"home_server\":\"b\"}"
            : request.target().contains("/join/")
                ? "{\"room_id\":\"!abc:example.org\"}"
                : request.target().contains("/send/")
                    ? "{\"event_id\":\"$x\"}"
                    : request.target().contains("/api/chat") ? "{\"ok\":true}" : "ok";
    LocalServer.reply(200, body).answer(request, out);
  }

  /** A request in parts that have names; what belongs to the transport is left out. */
  private static Map<String, String> parts(Received request) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("method", request.method());
    parts.put("target", request.target());
    request.headers().forEach((name, value) -> parts.put("header " + name, value));
    Stream.of("accept", "accept-encoding", "connection", "host", "user-agent", "content-length")
        .forEach(name -> parts.remove("header " + name));
    parts.computeIfPresent(
        "header content-type", (name, value) -> value.replace("; charset=utf-8", ""));
    JsonNode json = request.json();
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    names.forEach(name -> parts.put("json /" + name, json.path(name).toString()));
    return parts;
  }
}
