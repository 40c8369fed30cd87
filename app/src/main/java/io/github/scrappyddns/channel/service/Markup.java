package io.github.scrappyddns.channel.service;

/** Plain text put into the markup of services that have no plain text. */
final class Markup {
  /** Looks like nothing, but ends a mention before it is one. */
  private static final String NOTHING = "\u200B";

  private Markup() {}

  /** For the three characters that HTML of any kind, and Slack's own, must not see. */
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

  /** For receivers of which some read HTML and others plain text: no tag, no entity, no change. */
  static String neitherTagNorEntity(String text) {
    return text.replaceAll("<(?=[A-Za-z/!?])", "<" + NOTHING)
        .replaceAll("&(?=[A-Za-z#])", "&" + NOTHING);
  }
}
