package io.github.scrappyddns.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.assembly.Standalone;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsReader;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole service with its pages, on a free port of loopback, and somebody who calls it as a
 * browser does: follows no link by itself, and sends what a test tells it to.
 */
public final class ServedPages implements AutoCloseable {
  public static final String PASSWORD = "a quiet evening; 50% = {half} & ü";

  /** Its hash with so few rounds that a test does not wait for it. */
  private static final String QUICK_HASH =
      "$pbkdf2-sha256$i=1000$c2FsdHNhbHRzYWx0c2FsdA$EHvqWjwD2qwkPhlnGHx/hCW9etWMD7vpIx5+B6Kdu9Q";

  private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");

  private final Path directory;
  private final Standalone service;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String cookie = "";

  /** Settings that pages are tested with; a test adds its own. */
  public static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SCRAPPY_ADMIN_PASSWORD", QUICK_HASH);
    for (int i = 0; i < more.length; i += 2) {
      settings.put("SCRAPPY_" + more[i], more[i + 1]);
    }
    return settings;
  }

  /**
   * Starts it.
   *
   * @param list lines of the token list
   */
  public ServedPages(
      Path directory,
      List<String> list,
      List<Channel> channels,
      Map<String, String> settings,
      InstantSource clock)
      throws Exception {
    this.directory = directory;
    Path file = directory.resolve("token.list");
    Files.write(file, list);
    Settings read = SettingsReader.read(directory, settings);
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    service =
        new Standalone(
            new Installation(
                read,
                channels,
                TokenList.read(file, Router.RESERVED),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                () -> new Channels(clock, ZoneOffset.UTC, "test", Map.of()),
                clock),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    service.start();
  }

  /** The same with networks of these names, one channel, the usual settings and the usual clock. */
  public ServedPages(Path directory, String... names) throws Exception {
    this(
        directory,
        tokens(names),
        List.of(new ScriptedChannel("phone")),
        settings(),
        InstantSource.system());
  }

  /** A line of a token list for each name. */
  public static List<String> tokens(String... names) {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add("token-number-" + (lines.size() + 1) + "-of-the-list:" + name);
    }
    return lines;
  }

  public Standalone service() {
    return service;
  }

  public int port() {
    return service.ports().get(0);
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  /** Lets a network call from an address; the number is that of its line. */
  public void call(int line, String from) throws IOException, InterruptedException {
    String path = "/token-number-" + line + "-of-the-list?ip_address=" + from;
    HttpResponse<String> answer = send(request(path).GET());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  /** Runs a statement behind the service's back. */
  public void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("scrappy-ddns.db"));
        Statement own = connection.createStatement()) {
      own.execute("PRAGMA busy_timeout = 10000");
      own.execute(statement);
    }
  }

  /** A call with the cookie that was given, if any. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a form as a page of ours does, with further headers in pairs. */
  public HttpResponse<String> post(String path, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Begins to send a form of ours; the answer comes later. */
  public CompletableFuture<HttpResponse<String>> begin(String path, String form) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Tries a password; keeps the cookie where it is the right one. */
  public HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
    return keep(post("/login", "password=" + encoded(password)));
  }

  /** Keeps the cookie of an answer. */
  public HttpResponse<String> keep(HttpResponse<String> answer) {
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(field -> cookie = field.substring(0, field.indexOf(';')));
    return answer;
  }

  public String cookie() {
    return cookie;
  }

  /** From now on this cookie is sent. */
  public void cookie(String other) {
    cookie = other;
  }

  /** What the forms of a page carry. */
  public String mark() throws IOException, InterruptedException {
    Matcher mark = MARK.matcher(get("/").body());
    return mark.find() ? mark.group(1) : "";
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    service.close();
  }
}
