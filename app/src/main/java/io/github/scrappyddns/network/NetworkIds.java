package io.github.scrappyddns.network;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The numbers of the networks in force. Immutable. */
public final class NetworkIds {
  private final long[] sorted;

  private NetworkIds(long[] sorted) {
    this.sorted = sorted;
  }

  static NetworkIds of(TokenIndex index) {
    long[] ids = new long[16];
    int[] count = {0};
    long[][] grown = {ids};
    index.forEach(
        network -> {
          if (count[0] == grown[0].length) {
            grown[0] = Arrays.copyOf(grown[0], 2 * count[0]);
          }
          grown[0][count[0]++] = network.id();
        });
    // A network with several tokens comes several times.
    return new NetworkIds(Arrays.stream(grown[0], 0, count[0]).sorted().distinct().toArray());
  }

  /** These and others. */
  NetworkIds with(long[] others) {
    return others.length == 0
        ? this
        : new NetworkIds(
            LongStream.concat(Arrays.stream(sorted), Arrays.stream(others))
                .sorted()
                .distinct()
                .toArray());
  }

  public boolean contains(long id) {
    return Arrays.binarySearch(sorted, id) >= 0;
  }

  public int size() {
    return sorted.length;
  }
}
