package io.github.scrappyddns.channel.url;

/**
 * What is wrong with a channel's URL, in words that its owner can act on and without its secrets.
 */
public final class ChannelUrlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ChannelUrlException(String problem) {
    super(problem);
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
