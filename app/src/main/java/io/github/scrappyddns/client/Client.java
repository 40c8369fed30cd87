package io.github.scrappyddns.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DDNS client, and what its user has to type where.
 *
 * <p>The text is Markdown: a heading, settings in fenced blocks, the client's trap. It holds
 * placeholders in double braces, whose values {@link Access} gives, and parts that stand for some
 * servers only: <code>{{if tls}}</code>, <code>{{else}}</code> and <code>{{end}}</code>, each on a
 * line of its own. Beside {@code tls} there is {@code bare}: TLS on its usual port, without a path.
 *
 * @param id as one types it on the command line
 * @param title as its maker writes it
 */
public record Client(String id, String title, String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)\\}\\}");
  private static final Pattern EITHER =
      Pattern.compile("(?s)\\{\\{if (\\w+)\\}\\}\n(.*?)\\{\\{else\\}\\}\n(.*?)\\{\\{end\\}\\}\n");
  private static final String HEADING = "# ";

  static Client of(String id, String text) {
    if (!text.startsWith(HEADING)) {
      throw new IllegalArgumentException("The text on " + id + " does not begin with a heading");
    }
    return new Client(id, text.substring(HEADING.length(), text.indexOf('\n')).strip(), text);
  }

  /** The text with the values of one network. */
  public String guide(Access access) {
    return filled(text, access);
  }

  static String filled(String text, Access access) {
    String chosen =
        EITHER
            .matcher(text)
            .replaceAll(
                part -> Matcher.quoteReplacement(part.group(access.is(part.group(1)) ? 2 : 3)));
    return PLACEHOLDER
        .matcher(chosen)
        .replaceAll(found -> Matcher.quoteReplacement(access.value(found.group(1))));
  }
}
