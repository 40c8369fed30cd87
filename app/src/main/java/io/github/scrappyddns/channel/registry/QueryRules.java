package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Preferences;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may stand in the query of a channel's URL and before its {@code @}: what a kind knows, what
 * all know, and what Apprise's users may have there although it means nothing here.
 */
final class QueryRules {
  private static final String TARGETS = "to";

  /**
   * Of Apprise's options those without which an alert says the same to the same people. Whatever
   * encrypts it, or chooses who gets it, is not among them.
   */
  private static final Set<String> OF_APPRISE =
      Set.of(
          // Of all services: limits, retries, markup.
          "cto",
          "rto",
          "retry",
          "wait",
          "overflow",
          "format",
          "tz",
          "redirect",
          "emojis",
          "optional",
          "store",
          // Of some: decoration, attachments, and how the service is called.
          "actions",
          "attach",
          "avatar",
          "avatar_url",
          "batch",
          "blocks",
          "category",
          "color",
          "content",
          "delay",
          "detect",
          "e2ee",
          "fields",
          "filename",
          "flags",
          "footer",
          "footer_logo",
          "href",
          "image",
          "inline",
          "level",
          "mdv",
          "mode",
          "nid",
          "ping",
          "preview",
          "silent",
          "status",
          "template",
          "timestamp",
          "ts",
          "tts",
          "type",
          "volume",
          "webhook",
          "wrap");

  private QueryRules() {}

  /**
   * Refuses options that a kind does not know, since a mistyped one would silently have no effect,
   * and credentials that would be dropped.
   *
   * @return the options that have no effect, and are no mistake
   * @throws ChannelUrlException where anything is to be refused; it shows no key that may be a
   *     secret
   */
  static List<String> check(ChannelUrl url, ChannelKind kind) {
    checkLogin(url, kind);
    ChannelQuery query = url.query();
    Set<String> known = new TreeSet<>(kind.shape().options());
    known.addAll(Preferences.OPTIONS);
    if (kind.shape().targets()) {
      known.add(TARGETS);
    }
    List<String> without = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, String> option : query.options().entrySet()) {
      number++;
      if (known.contains(option.getKey())) {
        continue;
      }
      if (!OF_APPRISE.contains(option.getKey())) {
        throw unknown(option, number, known);
      }
      without.add(option.getKey());
    }
    if ((!query.headers().isEmpty() && !known.contains("+"))
        || (!query.parameters().isEmpty() && !known.contains("-"))
        || (!query.fields().isEmpty() && !known.contains(":"))) {
      throw new ChannelUrlException("this service takes no parameters that begin with + - or :");
    }
    return without;
  }

  private static void checkLogin(ChannelUrl url, ChannelKind kind) {
    switch (kind.shape().login()) {
      case NONE -> {
        if (url.user().isPresent()) {
          throw new ChannelUrlException("this service takes no user or password before an @");
        }
      }
      case USER -> {
        if (url.password().isPresent()) {
          throw new ChannelUrlException("this service takes no password");
        }
      }
      case PASSWORD -> {}
    }
  }

  /** A key may be a secret in the wrong place, or the rest of a password with a {@code &}. */
  private static ChannelUrlException unknown(
      Map.Entry<String, String> option, int number, Set<String> known) {
    return Spelling.nearest(option.getKey(), known)
        .filter(near -> !option.getValue().isEmpty())
        .map(near -> "unknown parameter " + option.getKey() + "=, did you mean " + near + "=?")
        .map(ChannelUrlException::new)
        .orElseGet(
            () ->
                new ChannelUrlException(
                    "its parameter number "
                        + number
                        + " is unknown; in a value, & is written %26 and ; is written %3B"));
  }

  /** The URL with what {@code to=} names at the end of its path. */
  static ChannelUrl withTargets(ChannelUrl url, ChannelKind kind) {
    return kind.shape().targets()
        ? url.query()
            .option(TARGETS)
            .map(list -> url.withPath(List.of(list.split("[\\s,]+", -1))))
            .orElse(url)
        : url;
  }
}
