package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A user, or a group, of Pushover. */
public final class Pushover implements PushService {
  static final String SERVICE = "https://api.pushover.net";

  public static final ChannelKind KIND =
      ChannelKind.of(
              "Pushover",
              "pover://user_key@app_token[/device…]; priority=min…emergency interval= expire="
                  + " sound= url= url_title= ttl= server=",
              Pushover::open,
              "pover",
              "pushover")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .targets()
          .options("interval", "expire", "sound", "url", "url_title", "ttl", "devices", "server")
          .scale(Priority.Scale.AROUND_ZERO);

  /** Quotas are counted by month, in the service's home time zone. */
  private static final ZoneId HOME = ZoneId.of("America/Chicago");

  private static final Duration USUAL_REST = Duration.ofMinutes(1);
  private static final Duration LONGEST_MONTH = Duration.ofDays(32);

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(200) && answer.numbers("/status", 1))
          .saidNoBy(answer -> answer.numbers("/status", 0))
          .badChannel(
              answer ->
                  answer.successful()
                      && answer.json().path("info").asText().contains("no active devices"))
          .when(
              answer ->
                  answer.is(429)
                      && (reset(answer).isPresent()
                          || (refused(answer) && answer.says("quota", "monthly"))),
              answer -> answer.restUntil(reset(answer).orElseGet(() -> nextMonth(answer.at()))))
          .when(answer -> answer.is(429), answer -> answer.restAsAsked(USUAL_REST))
          .badChannel(answer -> refused(answer) && names(answer, "user", "token", "device"))
          .badMessage(answer -> refused(answer) && blames(answer, "message", "title"))
          .badChannel(
              answer ->
                  refused(answer)
                      && (names(answer, "sound", "url", "url_title", "ttl", "retry", "expire")
                          || answer.says("url", "sound", "device")));

  private final HttpSender http;
  private final URI root;
  private final Map<String, String> account;
  private final Map<String, String> options;

  private Pushover(
      HttpSender http, URI root, Map<String, String> account, Map<String, String> options) {
    this.http = http;
    this.root = root;
    this.account = account;
    this.options = options;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    boolean shoutrrr = url.scheme().equals("pushover");
    if (url.user().isEmpty() || url.password().isPresent() != shoutrrr) {
      throw new ChannelUrlException(
          "the user key goes before the @, the application's key after it");
    }
    List<String> devices = new ArrayList<>(url.path());
    url.query().option("devices").ifPresent(list -> devices.addAll(List.of(list.split(",", -1))));
    if (devices.stream().anyMatch(device -> !device.matches("[A-Za-z0-9_-]{1,25}"))) {
      throw new ChannelUrlException("a device is 1 to 25 letters, digits, hyphens and underscores");
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (!devices.isEmpty()) {
      options.put("device", String.join(",", devices));
    }
    ChannelQuery query = url.query();
    for (String name : List.of("sound", "url", "url_title", "ttl")) {
      query.option(name).ifPresent(value -> options.put(name, value));
    }
    options.put("retry", seconds(query, "interval", 60, 30, 10800));
    options.put("expire", seconds(query, "expire", 3600, 1, 10800));
    String user = shoutrrr ? url.host() : url.user().get();
    String application = shoutrrr ? url.password().orElse("") : url.host();
    URI root = ServerAddress.named(url).orElseGet(() -> surroundings.service(SERVICE));
    return List.of(receiver(surroundings, root, user, application, options));
  }

  private static String seconds(ChannelQuery query, String name, int usual, int least, int most) {
    String text = query.option(name).orElse(Integer.toString(usual));
    if (!text.matches("\\d{1,6}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new ChannelUrlException(name + "= must be " + least + " to " + most + " seconds");
    }
    return text;
  }

  /** The receiver named by a pair of keys, with emergencies repeated every minute for an hour. */
  public static Receiver receiver(
      Surroundings surroundings, URI root, String user, String application) {
    Map<String, String> emergencies = Map.of("retry", "60", "expire", "3600");
    return receiver(surroundings, root, user, application, emergencies);
  }

  private static Receiver receiver(
      Surroundings surroundings,
      URI root,
      String user,
      String application,
      Map<String, String> options) {
    if (!user.matches("[A-Za-z0-9]+") || !application.matches("[A-Za-z0-9]+")) {
      throw new ChannelUrlException("Pushover's keys are 30 letters and digits");
    }
    Map<String, String> account = Map.of("token", application, "user", user);
    return new Receiver(
        "Pushover " + Redaction.start(user),
        new Pushover(surroundings.sender(), root, account, options));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    Map<String, String> form = new LinkedHashMap<>(account);
    form.put("title", Excerpt.ofLength(alert.title(), 250));
    form.put("message", Excerpt.ofLength(alert.body(), 1024));
    form.put("priority", Integer.toString(priority.level()));
    form.putAll(options);
    if (priority != Priority.EMERGENCY) {
      form.remove("retry");
      form.remove("expire");
    }
    return http.send(HttpCall.postForm(URI.create(root + "/1/messages.json"), form), ANSWERS);
  }

  /** Whether this is a refusal in the service's own form, which gateways' forms resemble. */
  private static boolean refused(HttpAnswer answer) {
    return answer.status() >= 400
        && answer.status() < 500
        && answer.numbers("/status", 0)
        && answer.json().path("errors").isArray();
  }

  private static boolean names(HttpAnswer answer, String... fields) {
    JsonNode json = answer.json();
    return Stream.of(fields).anyMatch(json::has);
  }

  /** Whether one of the sentences begins with this word: "title is too long", for example. */
  private static boolean blames(HttpAnswer answer, String... fields) {
    JsonNode errors = answer.json().path("errors");
    return Stream.of(fields)
        .anyMatch(
            field ->
                StreamSupport.stream(errors.spliterator(), false)
                    .anyMatch(error -> error.asText().startsWith(field + " ")));
  }

  /** When the application's quota is renewed, as the service tells it. */
  private static Optional<Instant> reset(HttpAnswer answer) {
    return answer
        .header("x-limit-app-reset")
        .filter(seconds -> seconds.matches("\\d{1,12}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .filter(at -> at.isAfter(answer.at()) && at.isBefore(answer.at().plus(LONGEST_MONTH)));
  }

  private static Instant nextMonth(Instant now) {
    ZonedDateTime first = now.atZone(HOME).withDayOfMonth(1).plusMonths(1);
    return first.toLocalDate().atTime(LocalTime.MIDNIGHT).atZone(HOME).toInstant();
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>(account);
    Optional.ofNullable(options.get("device")).ifPresent(device -> form.put("device", device));
    URI validate = URI.create(root + "/1/users/validate.json");
    return Optional.of(http.ask(HttpCall.postForm(validate, form), ANSWERS));
  }
}
