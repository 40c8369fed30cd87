package io.github.scrappyddns.network;

/** Another instance has written to the tables since they were read: read them anew. */
public final class OvertakenException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
