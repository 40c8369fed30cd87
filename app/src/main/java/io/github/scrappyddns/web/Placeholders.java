package io.github.scrappyddns.web;

import java.util.regex.Pattern;

/** What clients send where they have nothing to say. */
final class Placeholders {
  /**
   * Words for none, and what is left of a manual or of a template: {@code <ipaddr>}, {@code <Your
   * IP>}, {@code %i}, {@code %IP%}, {@code __MYIP__}, {@code [IP]}, {@code @IP}, {@code #{ip}},
   * {@code ${ip}}, {@code {{ ip }}}, {@code $(ip)}, {@code ###IP###}.
   */
  private static final Pattern NONE =
      Pattern.compile(
          "(?i)|\\(?(?:auto|no|none|null|nil|undefined|unset|unknown|n/a|nan|false|preserve)\\)?"
              + "|<[^>]*>(?:/\\d+)?|%+[a-z]\\w*%*|\uFFFD\\w*%|__\\w+__|\\[+[a-z_][\\w ]*\\]+|@\\w+"
              + "|[#$%]?\\{+\\s*[\\w.]*\\s*\\}+|\\$\\(\\w+\\)|\\$\\w+\\$?|#+\\w+#+|\\*+\\w+\\*+");

  private Placeholders() {}

  /** Whether a text says nothing; an empty one does. */
  static boolean isNone(String text) {
    return NONE.matcher(text).matches();
  }
}
