package io.github.scrappyddns.transfer.foreign;

import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The networks that a file makes, each with a fresh token. Used once. */
final class NewNetworks {
  private static final int LONGEST = 200;

  private final URI server;
  private final Supplier<Token> tokens;
  private final List<NetworkCopy> networks = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  /**
   * @param server this service's public address
   * @param tokens gives fresh ones
   */
  NewNetworks(URI server, Supplier<Token> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /**
   * Adds a network; gives what its client needs.
   *
   * @param typed what it was called; one of this name gets another
   * @param silentAfter zero for what this service's settings say
   */
  Access add(String typed, boolean paused, Duration silentAfter, List<String> hostNames) {
    String name = name(typed);
    Token token = tokens.get();
    networks.add(
        new NetworkCopy(
            name,
            false,
            new NetworkSettings(paused, silentAfter.toMillis(), 0),
            List.of(
                new NetworkCopy.Token(
                    token.digest(), token.toString(), Optional.empty(), Optional.empty())),
            List.of(),
            List.of()));
    return new Access(server, token.reveal(), name, hostNames);
  }

  private String name(String typed) {
    String text = typed.replaceAll("\\p{Cntrl}", " ").strip();
    if (text.codePointCount(0, text.length()) > LONGEST) {
      text = text.substring(0, text.offsetByCodePoints(0, LONGEST)).strip();
    }
    if (NameKey.of(text).isEmpty() || !Network.isName(text)) {
      text = "Network";
    }
    String name = text;
    for (int i = 2; !keys.add(NameKey.of(name)); i++) {
      name = text + " " + i;
    }
    return name;
  }

  void remark(String line) {
    remarks.add(line);
  }

  boolean isEmpty() {
    return networks.isEmpty();
  }

  /** All of it. */
  TakenOver all(String settings) {
    return new TakenOver(networks, remarks, settings);
  }
}
