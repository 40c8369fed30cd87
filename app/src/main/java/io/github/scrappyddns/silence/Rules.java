package io.github.scrappyddns.silence;

import io.github.scrappyddns.network.Network;

/** Which networks are watched. Safe for use by several threads. */
public interface Rules {
  /** After how long without a call a network is silent, in milliseconds; 0 where nobody asked. */
  long silentAfter(Network network);

  /** Whether the silence of a network, and its return, mean anything now. */
  boolean judges(long networkId);

  /** Whether no network is watched at all, which costs nothing. */
  boolean watchNobody();

  /** Another number each time an answer may be another one. */
  long version();
}
