package io.github.scrappyddns.view.problems;

/**
 * Something that is not as it should be with this server itself.
 *
 * @param urgent whether a promise is not kept meanwhile
 * @param part the part that it is about, as health names it
 * @param text why, in words without secrets
 */
public record Trouble(boolean urgent, String part, String text) {
  /** Of a line of health, which begins with the part and a colon. */
  public static Trouble of(boolean urgent, String line) {
    int colon = line.indexOf(": ");
    return colon < 0
        ? new Trouble(urgent, "", line)
        : new Trouble(urgent, line.substring(0, colon), line.substring(colon + 2));
  }
}
