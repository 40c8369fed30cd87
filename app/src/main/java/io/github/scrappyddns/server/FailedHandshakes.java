package io.github.scrappyddns.server;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.RefusedCalls;
import java.net.InetSocketAddress;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/** Notes why callers and this server did not agree on TLS, in words that say whose turn it is. */
final class FailedHandshakes implements SslHandshakeListener {
  private static final String ALERT = "Received fatal alert: ";

  private final RefusedCalls refused;

  FailedHandshakes(RefusedCalls refused) {
    this.refused = refused;
  }

  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    if (event.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress caller) {
      refused.noteCause(PublicAddress.of(caller.getAddress()), cause(failure.getMessage()));
    }
  }

  /** By the words of the JDK's TLS; what they are not about gets none of them. */
  private static String cause(@Nullable String message) {
    String said = message == null ? "" : message;
    // Newer versions put the name of an alert in front.
    int alert = said.indexOf(ALERT);
    if (alert >= 0) {
      return aboutAlert(said.substring(alert + ALERT.length()));
    }
    // In TLS 1.3 OpenSSL sends the alert in clear text, where Java awaits what is encrypted.
    if (said.contains("AEAD cipher fragment (2)")) {
      return "it ended the TLS handshake: most likely it does not trust the certificate";
    }
    if (said.contains("SSL message")) {
      return "it speaks no TLS: has it an address with http:// for a port with https://?";
    }
    if (said.contains("protocol")) {
      return "it knows no TLS of version 1.2 or 1.3";
    }
    return said.contains("cipher suites")
        ? "it knows no cipher that this server offers"
        : "it broke the TLS handshake off";
  }

  private static String aboutAlert(String alert) {
    return switch (alert) {
      case "certificate_unknown", "unknown_ca", "bad_certificate" ->
          "it does not trust the certificate (" + alert + ")";
      case "certificate_expired" -> "it finds the certificate expired: is its clock right?";
      default -> "it ended the TLS handshake (" + alert.replaceAll("[^a-z_]", "") + ")";
    };
  }
}
