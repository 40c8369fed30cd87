package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.WrongTokens;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.Token;
import java.time.Duration;
import java.util.Optional;

/** Decides who may check in, and how slowly guesses are refused. */
public final class Admission {
  private final Networks networks;
  private final ProxyRule proxies;
  private final WrongTokens wrongTokens;

  public Admission(Networks networks, ProxyRule proxies, WrongTokens wrongTokens) {
    this.networks = networks;
    this.proxies = proxies;
    this.wrongTokens = wrongTokens;
  }

  /** The network that a text opens as a token. */
  Optional<Network> network(String token) {
    return Token.parse(token).flatMap(networks::find);
  }

  /** Counts a wrong token; returns how long to hold back the refusal. */
  Duration refuse(Request request) {
    PublicAddress caller = proxies.caller(request).address().orElse(request.peer());
    return wrongTokens.count(caller);
  }
}
