package io.github.scrappyddns.view;

import java.util.List;

/**
 * A page of networks.
 *
 * @param strips those that stand on it
 * @param matching how many there are on all pages
 * @param page which one this is, from 1
 */
public record NetworkPage(List<Strip> strips, int matching, int page) {
  /**
   * A network with what a list draws of it.
   *
   * @param stays where it was of late, in the family of its first address, oldest first
   * @param hushes when it was silent of late, oldest first
   */
  public record Strip(NetworkView network, List<Stay> stays, List<Hush> hushes) {}

  public List<NetworkView> networks() {
    return strips.stream().map(Strip::network).toList();
  }

  public int pages() {
    return Math.max(1, (matching + NetworkQuery.PAGE - 1) / NetworkQuery.PAGE);
  }
}
