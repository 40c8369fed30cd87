package io.github.scrappyddns.access;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;

/** Where a call comes from, and by which way, as far as the proxies in front are believed. */
final class Callers {
  private final ProxyRule proxies;

  Callers(ProxyRule proxies) {
    this.proxies = proxies;
  }

  /** Whether the browser and whoever is in front of us speak TLS. */
  boolean isSecure(Request request) {
    return request.secure()
        || (proxies.carriesOthers(request.peer())
            && request.headers().values("X-Forwarded-Proto").stream()
                .anyMatch(scheme -> scheme.strip().equalsIgnoreCase("https")));
  }

  /** The address of who calls; that of the proxy where it names none. */
  PublicAddress caller(Request request) {
    return proxies.caller(request).address().orElse(request.peer());
  }

  /** The same, as a list shows it. */
  String address(Request request) {
    return caller(request).toString();
  }
}
