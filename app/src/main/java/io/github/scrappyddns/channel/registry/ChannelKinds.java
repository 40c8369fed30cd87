package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Preferences;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.mail.Mail;
import io.github.scrappyddns.channel.service.AppriseApi;
import io.github.scrappyddns.channel.service.Bark;
import io.github.scrappyddns.channel.service.Discord;
import io.github.scrappyddns.channel.service.GoogleChat;
import io.github.scrappyddns.channel.service.Gotify;
import io.github.scrappyddns.channel.service.GroupRobot;
import io.github.scrappyddns.channel.service.HomeAssistant;
import io.github.scrappyddns.channel.service.IncomingHook;
import io.github.scrappyddns.channel.service.JsonWebhook;
import io.github.scrappyddns.channel.service.Matrix;
import io.github.scrappyddns.channel.service.NextcloudTalk;
import io.github.scrappyddns.channel.service.NotifyMyAndroid;
import io.github.scrappyddns.channel.service.Ntfy;
import io.github.scrappyddns.channel.service.Pushbullet;
import io.github.scrappyddns.channel.service.Pushover;
import io.github.scrappyddns.channel.service.SignalBridge;
import io.github.scrappyddns.channel.service.Simplepush;
import io.github.scrappyddns.channel.service.Slack;
import io.github.scrappyddns.channel.service.TeamsWorkflow;
import io.github.scrappyddns.channel.service.Telegram;
import io.github.scrappyddns.channel.service.Twilio;
import io.github.scrappyddns.channel.service.Zulip;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.spelling.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The registry of all kinds of channels. */
final class ChannelKinds {
  static final List<ChannelKind> ALL =
      List.of(
          Ntfy.KIND,
          Pushover.KIND,
          Gotify.KIND,
          Telegram.KIND,
          Discord.KIND,
          Slack.KIND,
          Matrix.KIND,
          TeamsWorkflow.KIND,
          IncomingHook.MATTERMOST,
          IncomingHook.ROCKET_CHAT,
          GoogleChat.KIND,
          Zulip.KIND,
          NextcloudTalk.KIND,
          GroupRobot.WECOM,
          GroupRobot.DINGTALK,
          GroupRobot.FEISHU,
          Mail.KIND,
          JsonWebhook.KIND,
          HomeAssistant.KIND,
          SignalBridge.KIND,
          Twilio.KIND,
          NotifyMyAndroid.PROWL,
          NotifyMyAndroid.KIND,
          Bark.KIND,
          Pushbullet.KIND,
          Simplepush.KIND,
          AppriseApi.KIND);

  /** Options that Apprise's users may have in their URLs and that are not needed here. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("cto", "rto", "retry", "wait", "overflow", "format", "tz", "redirect", "emojis");

  private ChannelKinds() {}

  /**
   * The kind that takes a URL.
   *
   * @throws ChannelUrlException if there is none
   */
  static ChannelKind of(String text) {
    String scheme =
        ChannelUrl.schemeOf(text)
            .orElseThrow(
                () ->
                    new ChannelUrlException(
                        "it does not begin with a scheme and ://, for example ntfys://topic"));
    if (scheme.equals("https")) {
      ChannelUrl pasted = ChannelUrl.parse(text, ChannelUrl.Kind.SERVER);
      return ALL.stream()
          .filter(kind -> kind.hook().test(pasted))
          .findFirst()
          .orElseThrow(
              () ->
                  new ChannelUrlException(
                      "no known service has this address; for one that takes JSON write"
                          + " jsons://host/path"));
    }
    return ALL.stream()
        .filter(kind -> kind.schemes().contains(scheme))
        .findFirst()
        .orElseThrow(() -> unknownScheme(scheme));
  }

  private static ChannelUrlException unknownScheme(String scheme) {
    Set<String> known = new TreeSet<>();
    ALL.forEach(kind -> known.addAll(kind.schemes()));
    String guess =
        Spelling.nearest(scheme, known).map(near -> "; did you mean " + near + "://?").orElse("");
    return new ChannelUrlException(
        "unknown scheme " + scheme + "://" + guess + " (known: " + String.join(", ", known) + ")");
  }

  /**
   * Refuses options that a kind does not know: a mistyped one would silently have no effect.
   *
   * @throws ChannelUrlException where there is any
   */
  static void checkOptions(ChannelQuery query, ChannelKind kind) {
    Set<String> known = new TreeSet<>(kind.shape().options());
    known.addAll(Preferences.OPTIONS);
    for (String key : query.options().keySet()) {
      if (!known.contains(key) && !WITHOUT_EFFECT.contains(key)) {
        String guess =
            Spelling.nearest(key, known).map(near -> ", did you mean " + near + "=?").orElse("");
        // Anything but a word may be a secret in the wrong place.
        String shown = key.matches("[a-z_-]{1,24}") ? " " + key + "=" : "";
        throw new ChannelUrlException("unknown parameter" + shown + guess);
      }
    }
    if ((!query.headers().isEmpty() && !known.contains("+"))
        || (!query.parameters().isEmpty() && !known.contains("-"))
        || (!query.fields().isEmpty() && !known.contains(":"))) {
      throw new ChannelUrlException("this service takes no parameters that begin with + - or :");
    }
  }
}
