package io.github.scrappyddns.web;

import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.caller.WrongTokens;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Decides who may check in, and how slowly guesses are refused; notes every refusal. */
public final class Admission {
  private static final String UNKNOWN = "no such token or path";

  private final Networks networks;
  private final WrongTokens wrongTokens;
  private final RefusedCalls refused;
  private final LongAdder unknown = new LongAdder();

  public Admission(Networks networks, WrongTokens wrongTokens, RefusedCalls refused) {
    this.networks = networks;
    this.wrongTokens = wrongTokens;
    this.refused = refused;
  }

  /** The network that a text opens as a token. */
  Optional<Network> network(String token) {
    return Token.parse(token).flatMap(networks::find);
  }

  /** The network that the first of these texts opens that opens any. */
  Optional<Network> network(List<String> candidates) {
    for (String candidate : candidates) {
      Optional<Network> network = network(candidate);
      if (network.isPresent()) {
        return network;
      }
    }
    return Optional.empty();
  }

  /** Counts a wrong token; returns how long to hold back the refusal. */
  public Duration refuse(Request request) {
    unknown.increment();
    return wrongTokens.count(refused.note(request, UNKNOWN));
  }

  /** How many calls there were that no token let in. */
  public long refusals() {
    return unknown.sum();
  }

  /** Notes the refusal of a call whatever its token. */
  void note(Request request, String reason) {
    refused.note(request, reason);
  }

  /** Notes the refusal of a call whose token is right. */
  void note(Request request, Network network, String reason) {
    refused.note(request, reason + " (" + network.name() + ")");
  }
}
