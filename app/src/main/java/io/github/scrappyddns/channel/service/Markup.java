package io.github.scrappyddns.channel.service;

/** Plain text, escaped for the markup of services that have no plain text. */
final class Markup {
  /** Invisible, but breaks up a mention. */
  private static final String NOTHING = "\u200B";

  private Markup() {}

  /** For the three characters that any HTML, and Slack's markup, must not contain. */
  static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** For the dialects of Markdown that chat programs speak. */
  static String markdown(String text) {
    return text.replaceAll("([\\\\`*_~|<>\\[\\]()#])", "\\\\$1")
        .replaceAll("(?m)^([-+])(?=\\s)", "\\\\$1")
        .replaceAll("(?m)^(\\d+)\\.(?=\\s)", "$1\\\\.")
        .replace("@", "@" + NOTHING);
  }

  /** For services whose receivers read either HTML or plain text: no tag, no entity, no change. */
  static String neitherTagNorEntity(String text) {
    return text.replaceAll("<(?=[A-Za-z/!?])", "<" + NOTHING)
        .replaceAll("&(?=[A-Za-z#])", "&" + NOTHING);
  }
}
