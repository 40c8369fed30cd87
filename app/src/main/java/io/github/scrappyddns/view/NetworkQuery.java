package io.github.scrappyddns.view;

/**
 * Which networks somebody wants to see.
 *
 * @param text a part of their names, or the beginning of an address; empty for all
 * @param page from 1
 */
public record NetworkQuery(String text, Order order, int page) {
  /** So many stand on a page. */
  public static final int PAGE = 50;

  /** In what order. */
  public enum Order {
    /** By name. */
    NAME,
    /** The last change first. */
    CHANGED,
    /** Who has not called for longest first. */
    SEEN
  }

  /** What LIKE looks for; the escape is a backslash. */
  String pattern() {
    return "%" + escaped() + "%";
  }

  String beginning() {
    return escaped() + "%";
  }

  private String escaped() {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
