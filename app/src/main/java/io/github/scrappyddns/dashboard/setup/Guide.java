package io.github.scrappyddns.dashboard.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guide's Markdown as blocks that a template prints, so that nothing of it is trusted to be
 * markup: paragraphs with code and bold words, and what is to be copied.
 */
public final class Guide {
  /**
   * A paragraph, or text to copy.
   *
   * @param copy whether it is that; then there is one part
   */
  public record Block(boolean copy, List<Part> parts) {}

  /**
   * A part of a paragraph.
   *
   * @param style {@code code}, {@code bold} or {@code plain}
   */
  public record Part(String style, String text) {}

  private static final String FENCE = "```";
  private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*\\*(.+?)\\*\\*");

  private Guide() {}

  /** The heading is left out: the page has its own. */
  static List<Block> of(String markdown) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean copy = false;
    for (String line : markdown.lines().skip(1).toList()) {
      boolean fence = line.startsWith(FENCE);
      if (fence || (!copy && line.isBlank())) {
        end(blocks, text, copy);
        copy = fence != copy;
      } else {
        text.append(line).append(copy ? '\n' : ' ');
      }
    }
    end(blocks, text, copy);
    return blocks;
  }

  private static void end(List<Block> blocks, StringBuilder text, boolean copy) {
    String whole = copy ? text.toString().stripTrailing() : text.toString().strip();
    text.setLength(0);
    if (!whole.isEmpty()) {
      blocks.add(new Block(copy, copy ? List.of(new Part("code", whole)) : parts(whole)));
    }
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher marked = MARKED.matcher(text);
    int end = 0;
    while (marked.find()) {
      parts.add(new Part("plain", text.substring(end, marked.start())));
      if (marked.group(1) != null) {
        parts.add(new Part("code", marked.group(1)));
      } else {
        // What is copied stands out by itself: it is not bold as well.
        parts(marked.group(2)).stream()
            .map(part -> part.style().equals("plain") ? new Part("bold", part.text()) : part)
            .forEach(parts::add);
      }
      end = marked.end();
    }
    parts.add(new Part("plain", text.substring(end)));
    return parts;
  }
}
