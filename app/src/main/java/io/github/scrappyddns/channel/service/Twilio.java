package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A telephone that gets short messages through Twilio. */
public final class Twilio implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Twilio",
              "twilio://account_sid:auth_token@from/to[/to…], where from is a number, a sender's"
                  + " name or a messaging service",
              Twilio::open,
              "twilio")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .targets();

  private static final String SERVICE = "MG[0-9a-fA-F]{32}";

  /** Each part of a message costs. */
  private static final int MOST = 480;

  private static final Duration USUAL_REST = Duration.ofMinutes(1);

  /** Of the day, of the hour, and of a sender's queue, which is hours long. */
  private static final Set<Integer> LIMITS = Set.of(63038, 60728, 21611);

  private static final Duration LIMIT_REST = Duration.ofHours(1);

  /** No text, or too much of it. */
  private static final Set<Integer> OF_THE_MESSAGE = Set.of(21602, 21605, 21617);

  /**
   * Account unknown or suspended; numbers that are invalid, not ours, not verified, cannot be
   * reached, want nothing from us, or lie where we may not send to.
   */
  private static final Set<Integer> OF_THE_CHANNEL =
      Set.of(
          20003, 20005, 20008, 20404, 21211, 21212, 21214, 21219, 21266, 21408, 21601, 21603, 21604,
          21606, 21607, 21608, 21610, 21612, 21614, 21659, 21660, 21701, 21703, 30002, 90010);

  private static final Answers ANSWERS =
      Answers.marked(
              answer ->
                  answer.is(201)
                      && answer.json().path("sid").asText().matches("(SM|MM)[0-9a-fA-F]{32}"))
          .when(answer -> LIMITS.contains(code(answer)), answer -> answer.restAsAsked(LIMIT_REST))
          .when(
              answer -> answer.is(429) || code(answer) == 20429,
              answer -> answer.restAsAsked(USUAL_REST))
          .badMessage(answer -> OF_THE_MESSAGE.contains(code(answer)))
          .badChannel(answer -> OF_THE_CHANNEL.contains(code(answer)));

  private final HttpSender http;
  private final URI account;
  private final UnaryOperator<HttpCall> login;
  private final String from;
  private final String to;

  private Twilio(
      HttpSender http, URI account, UnaryOperator<HttpCall> login, String from, String to) {
    this.http = http;
    this.account = account;
    this.login = login;
    this.from = from;
    this.to = to;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    String sid = url.user().orElse("");
    if (!sid.matches("AC[0-9a-fA-F]{32}") || url.password().isEmpty()) {
      throw new ChannelUrlException("it takes an account's SID, AC…, and its token");
    }
    String from = number(url.host());
    if (!from.matches("\\+\\d{6,15}|\\d{3,6}|" + SERVICE + "|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")) {
      throw new ChannelUrlException("the sender is a number, a name or a messaging service, MG…");
    }
    List<String> numbers = url.path().stream().map(Twilio::number).toList();
    if (numbers.isEmpty() || numbers.stream().anyMatch(to -> !to.matches("\\+\\d{6,15}"))) {
      throw new ChannelUrlException("a recipient is a number with its country, +491701234567");
    }
    URI account =
        URI.create(surroundings.service("https://api.twilio.com") + "/2010-04-01/Accounts/" + sid);
    UnaryOperator<HttpCall> login = HttpCall.loginOf(url);
    return numbers.stream()
        .map(
            to ->
                new Receiver(
                    "SMS " + Redaction.ends(to, 4),
                    new Twilio(surroundings.sender(), account, login, from, to)))
        .toList();
  }

  private static String number(String written) {
    String digits = written.replaceAll("[ ()-]", "");
    return digits.matches("\\d{7,15}")
        ? "+" + digits
        : digits.matches("\\+\\d+") ? digits : written;
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put(from.matches(SERVICE) ? "MessagingServiceSid" : "From", from);
    form.put("To", to);
    form.put("Body", Excerpt.ofLength(alert.body(), MOST));
    HttpCall call = HttpCall.postForm(URI.create(account + "/Messages.json"), form);
    return http.send(login.apply(call), ANSWERS);
  }

  /** Of a refusal in the service's own form. */
  private static int code(HttpAnswer answer) {
    return !answer.successful() && answer.json().path("message").isTextual()
        ? answer.json().path("code").asInt()
        : 0;
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.of(
        http.ask(
            login.apply(HttpCall.get(URI.create(account + ".json"))),
            ANSWERS.confirmedBy(answer -> answer.json().path("status").asText().equals("active"))));
  }
}
