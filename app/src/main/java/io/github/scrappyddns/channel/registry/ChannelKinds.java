package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.mail.Mail;
import io.github.scrappyddns.channel.program.OwnProgram;
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
import io.github.scrappyddns.channel.service.WebPush;
import io.github.scrappyddns.channel.service.Zulip;
import io.github.scrappyddns.channel.url.Authority;
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
          AppriseApi.KIND,
          WebPush.KIND,
          OwnProgram.KIND);

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
                        "it does not begin with a scheme and ://, for example ntfys://topic; a space in a URL is written"
                            + " %20"));
    if (scheme.equals("https")) {
      ChannelUrl pasted = ChannelUrl.parse(text, Authority.Kind.SERVER);
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
}
