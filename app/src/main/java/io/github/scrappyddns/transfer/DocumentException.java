package io.github.scrappyddns.transfer;

/** A file that cannot be taken in: its message says what is wrong where, without secrets. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param place such as {@code networks[3].name}; empty for the whole
   */
  public DocumentException(String place, String problem) {
    super(place.isEmpty() ? problem : place + ": " + problem);
  }
}
