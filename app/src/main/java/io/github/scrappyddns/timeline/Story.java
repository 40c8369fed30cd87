package io.github.scrappyddns.timeline;

import java.util.List;
import java.util.Optional;

/**
 * What happened to a network, as far as anybody is told.
 *
 * @param spans of its addresses, one for each family that has news, IPv4 first
 * @param quiet whether it fell silent or came back
 */
public record Story(List<Span> spans, Optional<Quiet> quiet) {
  public boolean isEmpty() {
    return spans.isEmpty() && quiet.isEmpty();
  }
}
