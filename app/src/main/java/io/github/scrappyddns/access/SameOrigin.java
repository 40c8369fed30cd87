package io.github.scrappyddns.access;

import io.github.scrappyddns.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule that tells a form of ours from one that another site has a browser send: Fetch Metadata,
 * and the {@code Origin} of browsers that send none of it, as they do over plain HTTP. The same
 * rule as that of Go 1.25's {@code CrossOriginProtection}; a form's own mark comes on top.
 */
final class SameOrigin {
  private SameOrigin() {}

  /**
   * Whether a call that changes something may have been sent by one of our pages.
   *
   * @param publicUrl the service's own address, where its owner told it
   */
  static boolean allows(Request request, Optional<URI> publicUrl) {
    List<String> site = request.headers().values("Sec-Fetch-Site");
    if (!site.isEmpty()) {
      return site.stream().allMatch(word -> word.equals("same-origin") || word.equals("none"));
    }
    List<String> origins = request.headers().values("Origin");
    return origins.stream().allMatch(origin -> isOurs(origin, request, publicUrl));
  }

  private static boolean isOurs(String origin, Request request, Optional<URI> publicUrl) {
    String authority = origin.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
    if (authority.equals(origin)) {
      return false; // "null", or of another scheme
    }
    if (publicUrl.map(URI::getRawAuthority).filter(authority::equalsIgnoreCase).isPresent()) {
      return true;
    }
    // Proxies pass on the host without its port: then the host must do.
    return request.headers().values("Host").stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .anyMatch(host -> host.equals(authority) || host.equals(withoutPort(authority)));
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d+$", "");
  }
}
