package io.github.scrappyddns.dashboard.frame;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.view.HeldAddress;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * What every page needs of the call that it answers: words, times, links and who sees it.
 *
 * <p>Links are relative to the page: so they hold below whatever path a proxy or a servlet
 * container gives the service, and nobody has to tell which one that is.
 */
public final class Frame {
  private final Words words;
  private final Times times;
  private final String toRoot;
  private final @Nullable Visitor visitor;
  private final String section;
  private final int problems;
  private final int unread;

  /**
   * @param sentPath the path of the call as it was sent
   * @param visitor null for who is not signed in
   * @param section which of the ways through the house it stands on
   * @param problems how many there are
   * @param unread how many alerts nobody has read
   */
  Frame(
      Words words,
      Times times,
      String sentPath,
      @Nullable Visitor visitor,
      String section,
      int problems,
      int unread) {
    this.words = words;
    this.times = times;
    this.visitor = visitor;
    this.section = section;
    this.problems = problems;
    this.unread = unread;
    toRoot = toRoot(sentPath);
  }

  /** From a path back to the root: {@code ../} for each folder that it stands in. */
  public static String toRoot(String sentPath) {
    long slashes = sentPath.chars().filter(c -> c == '/').count();
    return "../".repeat((int) Math.max(0, slashes - 1));
  }

  /** The one that the page speaks. */
  public Language language() {
    return words.language();
  }

  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  public String count(String key, int number, Object... more) {
    return words.count(key, number, more);
  }

  public Times times() {
    return times;
  }

  /** A link to a path of this service, which is given without a slash at its beginning. */
  public String to(String path) {
    String link = toRoot + path;
    return link.isEmpty() || link.startsWith("?") ? "./" + link : link;
  }

  /** A link to a file that belongs to the pages; it changes when the file does. */
  public String asset(String name) {
    return to("assets/" + name + "?v=" + Assets.version(name));
  }

  /** What marks the section that one stands in; null for the others. */
  public @Nullable String current(String other) {
    return section.equals(other) ? "page" : null;
  }

  public boolean isSignedIn() {
    return visitor != null;
  }

  /** Whether signing out means something: who is named by a proxy signs out there. */
  public boolean hasSession() {
    return visitor != null && visitor.session().isPresent();
  }

  /** What each form carries; empty where there is nobody that it could be forged for. */
  public String mark() {
    return visitor == null ? "" : visitor.mark();
  }

  public String visitorName() {
    return visitor == null ? "" : visitor.name();
  }

  public int problems() {
    return problems;
  }

  /** How many alerts nobody has read yet. */
  public int unread() {
    return unread;
  }

  /** Whether an address deserves a mark. */
  public boolean isOdd(HeldAddress held) {
    return held.scope() != Scope.PUBLIC;
  }
}
