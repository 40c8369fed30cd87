package io.github.scrappyddns.transfer.foreign;

import io.github.scrappyddns.view.copy.NetworkCopy;
import java.util.List;

/**
 * What was made of a file of another program. Printing it shows no token.
 *
 * @param networks each with a fresh token, of which they hold the digest alone
 * @param remarks lines for the person: which URL takes the place of which, and what was left out
 * @param settings the settings of the client as they are from now on, with the fresh tokens; empty
 *     where there are none
 */
public record TakenOver(List<NetworkCopy> networks, List<String> remarks, String settings) {
  public TakenOver {
    networks = List.copyOf(networks);
    remarks = List.copyOf(remarks);
  }

  @Override
  public String toString() {
    return networks.size() + " networks";
  }
}
