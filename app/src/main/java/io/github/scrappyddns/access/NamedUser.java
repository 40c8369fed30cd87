package io.github.scrappyddns.access;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user that a proxy in front has signed in and names in a header. Believed of the addresses in
 * TRUSTED_PROXIES alone: anybody can send a header.
 */
final class NamedUser {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");

  private final Optional<String> header;
  private final ProxyRule proxies;

  NamedUser(Optional<String> header, ProxyRule proxies) {
    this.header = header;
    this.proxies = proxies;
  }

  Optional<String> of(Request request) {
    if (header.isEmpty() || !proxies.trusts(request.peer())) {
      return Optional.empty();
    }
    List<String> values = request.headers().values(header.get());
    // Two of them are one from the proxy and one from whoever hopes that the first counts.
    return values.size() == 1
        ? Optional.of(values.get(0).strip()).filter(name -> NAME.matcher(name).matches())
        : Optional.empty();
  }
}
