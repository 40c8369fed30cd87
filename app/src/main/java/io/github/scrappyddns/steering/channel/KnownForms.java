package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.registry.ChannelTexts;
import io.github.scrappyddns.steering.channel.ChannelForm.Field;
import io.github.scrappyddns.steering.channel.ChannelForm.Part;
import java.util.List;
import java.util.Optional;

/** The forms that there are. */
public final class KnownForms {
  private static final String SERVER_TROUBLE = "host|port|server|address|scheme|verify";

  /** For all kinds. */
  public static final ChannelForm BY_URL =
      new ChannelForm("url", "", "", "", List.of(Field.of("url", Part.WHOLE, ".").hidden()));

  /** One for each of the commonest kinds, and one for all. */
  public static final List<ChannelForm> ALL =
      List.of(
          new ChannelForm(
              "ntfy",
              "ntfy",
              "ntfys",
              "ntfy",
              List.of(
                  Field.of("topic", Part.SEGMENT, "topic").hidden(),
                  Field.of("server", Part.SERVER, SERVER_TROUBLE).preset("https://ntfy.sh"),
                  Field.of("token", Part.USER, "token|user|password|header").hidden().optional())),
          new ChannelForm(
              "pushover",
              "Pushover",
              "pover",
              "",
              List.of(
                  Field.of("user", Part.USER, "user").hidden(),
                  Field.of("app", Part.CREDENTIAL, "app|token").hidden())),
          new ChannelForm(
              "telegram",
              "Telegram",
              "tgram",
              "",
              List.of(
                  Field.of("token", Part.CREDENTIAL, "token|bot").hidden(),
                  Field.of("chat", Part.SEGMENT, "chat"))),
          new ChannelForm(
              "discord", "Discord", "", "", List.of(Field.of("address", Part.WHOLE, ".").hidden())),
          new ChannelForm(
              "slack", "Slack", "", "", List.of(Field.of("address", Part.WHOLE, ".").hidden())),
          new ChannelForm(
              "gotify",
              "Gotify",
              "gotifys",
              "gotify",
              List.of(
                  Field.of("server", Part.SERVER, SERVER_TROUBLE),
                  Field.of("token", Part.SEGMENT, "token").hidden())),
          new ChannelForm(
              "email",
              "E-mail",
              "mailtos",
              "",
              List.of(
                  Field.of("to", Part.OPTION, "recipient|to="),
                  Field.of("address", Part.ADDRESS, "address|user|from"),
                  Field.of("password", Part.PASSWORD, "password").hidden(),
                  Field.of("smtp", Part.OPTION, SERVER_TROUBLE).optional())),
          new ChannelForm(
              "homeassistant",
              "Home Assistant",
              "hassios",
              "hassio",
              List.of(
                  Field.of("server", Part.SERVER, SERVER_TROUBLE),
                  Field.of("token", Part.SEGMENT, "token").hidden(),
                  Field.of("device", Part.SEGMENT, "device|app|action").optional())),
          new ChannelForm(
              "matrix",
              "Matrix",
              "matrixs",
              "matrix",
              List.of(
                  Field.of("server", Part.SERVER, SERVER_TROUBLE),
                  Field.of("token", Part.USER, "token|user|password").hidden(),
                  Field.of("room", Part.SEGMENT, "room"))),
          new ChannelForm(
              "webhook",
              "Webhook (JSON)",
              "jsons",
              "json",
              List.of(
                  Field.of("server", Part.SERVER, SERVER_TROUBLE).hidden(),
                  Field.of("secret", Part.OPTION, "secret").hidden().optional())),
          BY_URL);

  private KnownForms() {}

  /** The one of an id. */
  public static Optional<ChannelForm> find(String id) {
    return ALL.stream().filter(form -> form.id().equals(id)).findFirst();
  }

  /** How a URL like this one is written; empty where nobody knows what was meant. */
  public static Optional<String> usage(String url) {
    return ChannelTexts.usage(url);
  }
}
