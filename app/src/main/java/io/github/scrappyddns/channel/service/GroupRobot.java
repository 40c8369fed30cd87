package io.github.scrappyddns.channel.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.Json;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A robot in a group of WeCom, DingTalk, or Feishu and Lark. All three say no with the status 200
 * and a number in their JSON.
 */
public final class GroupRobot implements PushService {
  public static final ChannelKind WECOM =
      ChannelKind.of(
              "WeCom",
              "wecombot://key, or the https:// address that WeCom shows",
              (url, surroundings) ->
                  open(url, surroundings, Dialect.WECOM, parameter(url, "key"), Optional.empty()),
              "wecombot")
          .credential()
          .options("key")
          .hook(url -> url.host().equals("qyapi.weixin.qq.com"));

  public static final ChannelKind DINGTALK =
      ChannelKind.of(
              "DingTalk",
              "dingtalk://[secret@]token; secret=, or the https:// address that DingTalk shows",
              (url, surroundings) ->
                  open(
                      url,
                      surroundings,
                      Dialect.DINGTALK,
                      parameter(url, "access_token"),
                      url.query().option("secret").or(url::user)),
              "dingtalk")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .options("access_token", "secret")
          .hook(url -> url.host().equals("oapi.dingtalk.com"));

  public static final ChannelKind FEISHU =
      ChannelKind.of(
              "Feishu",
              "feishu://token or lark://token; secret=, or the https:// address that Feishu shows",
              GroupRobot::openFeishu,
              "feishu",
              "lark")
          .credential()
          .login(ChannelKind.Login.PASSWORD)
          .options("secret")
          .hook(url -> url.host().matches("open\\.(feishu\\.cn|larksuite\\.com)"));

  private enum Dialect {
    WECOM("WeCom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", 2048),
    DINGTALK("DingTalk", "https://oapi.dingtalk.com/robot/send?access_token=", 15_000),
    FEISHU("Feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/", 15_000),
    LARK("Lark", "https://open.larksuite.com/open-apis/bot/v2/hook/", 15_000);

    private final String title;
    private final String address;
    private final int mostBytes;

    Dialect(String title, String address, int mostBytes) {
      this.title = title;
      this.address = address;
      this.mostBytes = mostBytes;
    }
  }

  /** WeCom and Feishu count messages by the minute, DingTalk shuts out for ten. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration SHUT_OUT = Duration.ofMinutes(10);

  /** Unknown key; robot switched off; robot not in the group. */
  private static final Answers OF_WECOM =
      numbered("errcode")
          .when(answer -> number(answer, "errcode", 45009), answer -> answer.restAsAsked(MINUTE))
          .badMessage(answer -> number(answer, "errcode", 44004, 45002))
          .badMessage(answer -> number(answer, "errcode", 40058) && answer.says("length"))
          .badChannel(answer -> number(answer, "errcode", 93000, 93004, 93008));

  /**
   * Words, address or signature that the robot's settings do not allow; token unknown; group gone;
   * robot gone or switched off. The bad messages are links and texts that are not let through.
   */
  private static final Answers OF_DINGTALK =
      numbered("errcode")
          .when(
              answer -> number(answer, "errcode", 130_101, 410_100),
              answer -> answer.restAsAsked(SHUT_OUT))
          .badMessage(answer -> number(answer, "errcode", 430_101, 430_102, 430_104))
          .badChannel(
              answer ->
                  number(
                      answer, "errcode", 310_000, 300_001, 300_005, 400_013, 400_101, 400_102,
                      400_106));

  /** Token unknown; signature, address or words that the robot's settings do not allow. */
  private static final Answers OF_FEISHU =
      numbered("code")
          .confirmedBy(
              answer ->
                  number(answer, "code", 0)
                      || (number(answer, "StatusCode", 0) && !answer.json().has("code")))
          .when(answer -> number(answer, "code", 11232), answer -> answer.restAsAsked(MINUTE))
          .badChannel(answer -> number(answer, "code", 19001, 19021, 19022, 19024));

  private final HttpSender http;
  private final Dialect dialect;
  private final URI hook;
  private final Optional<String> secret;
  private final InstantSource clock;

  private GroupRobot(
      HttpSender http, Dialect dialect, URI hook, Optional<String> secret, InstantSource clock) {
    this.http = http;
    this.dialect = dialect;
    this.hook = hook;
    this.secret = secret;
    this.clock = clock;
  }

  private static Answers numbered(String field) {
    return Answers.marked(answer -> number(answer, field, 0))
        .saidNoBy(
            answer -> answer.json().path(field).isIntegralNumber() && !number(answer, field, 0));
  }

  private static boolean number(HttpAnswer answer, String field, int... numbers) {
    return answer.numbers("/" + field, numbers);
  }

  private static String parameter(ChannelUrl url, String name) {
    return url.scheme().equals("https") ? url.query().option(name).orElse("") : url.host();
  }

  private static List<Receiver> openFeishu(ChannelUrl url, Surroundings surroundings) {
    boolean pasted = url.scheme().equals("https");
    boolean lark = url.scheme().equals("lark") || url.host().equals("open.larksuite.com");
    int size = url.path().size();
    String token = !pasted ? url.host() : size == 0 ? "" : url.path().get(size - 1);
    return open(
        url,
        surroundings,
        lark ? Dialect.LARK : Dialect.FEISHU,
        token,
        url.query().option("secret").or(url::user));
  }

  private static List<Receiver> open(
      ChannelUrl url,
      Surroundings surroundings,
      Dialect dialect,
      String token,
      Optional<String> secret) {
    boolean more = !url.scheme().equals("https") && !url.path().isEmpty();
    if (!token.matches("[A-Za-z0-9_-]+") || more || url.password().isPresent()) {
      throw new ChannelUrlException("a robot has one token of letters, digits and hyphens");
    }
    return List.of(
        new Receiver(
            dialect.title + " " + Redaction.start(token),
            new GroupRobot(
                surroundings.sender(),
                dialect,
                surroundings.service(dialect.address + token),
                secret,
                surroundings.clock())));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    String text = Excerpt.ofBytes(alert.title() + "\n" + alert.body(), dialect.mostBytes);
    return switch (dialect) {
      case WECOM -> http.send(HttpCall.postJson(hook, message(text)), OF_WECOM);
      case DINGTALK -> http.send(HttpCall.postJson(signedHook(), message(text)), OF_DINGTALK);
      case FEISHU, LARK -> http.send(HttpCall.postJson(hook, signedMessage(text)), OF_FEISHU);
    };
  }

  private static ObjectNode message(String text) {
    ObjectNode message = Json.object().put("msgtype", "text");
    message.putObject("text").put("content", text);
    return message;
  }

  /** DingTalk's signature: of time in milliseconds and secret, by the secret. */
  private URI signedHook() {
    if (secret.isEmpty()) {
      return hook;
    }
    long millis = clock.millis();
    byte[] key = secret.get().getBytes(StandardCharsets.UTF_8);
    String signature = Hmac.sign(key, millis + "\n" + secret.get());
    return URI.create(hook + "&timestamp=" + millis + "&sign=" + PercentEncoding.encode(signature));
  }

  /** Feishu's signature: of nothing, by time in seconds and secret. */
  private ObjectNode signedMessage(String text) {
    ObjectNode message = Json.object().put("msg_type", "text");
    if (secret.isPresent()) {
      String seconds = Long.toString(clock.instant().getEpochSecond());
      byte[] key = (seconds + "\n" + secret.get()).getBytes(StandardCharsets.UTF_8);
      message.put("timestamp", seconds).put("sign", Hmac.sign(key, ""));
    }
    // A tag would mention somebody, or everybody.
    message.putObject("content").put("text", Markup.neitherTagNorEntity(text));
    return message;
  }
}
