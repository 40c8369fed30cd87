package io.github.scrappyddns.view;

import java.util.List;

/**
 * A page of networks.
 *
 * @param matching how many there are on all pages
 * @param page which one this is, from 1
 */
public record NetworkPage(List<NetworkView> networks, int matching, int page) {
  public int pages() {
    return Math.max(1, (matching + NetworkQuery.PAGE - 1) / NetworkQuery.PAGE);
  }
}
