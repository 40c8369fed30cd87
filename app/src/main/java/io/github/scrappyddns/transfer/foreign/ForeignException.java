package io.github.scrappyddns.transfer.foreign;

/** A file of which nothing can be made: its message says why, without what stands in it. */
public final class ForeignException extends Exception {
  private static final long serialVersionUID = 1;

  ForeignException(String problem) {
    super(problem);
  }
}
