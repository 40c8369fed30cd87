package io.github.scrappyddns.client;

import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a client needs to check in as one network. It holds a secret; printing it tells none.
 *
 * @param server the service's own address as the world sees it, without a slash at the end
 * @param token a token of the network, of the characters that tokens have
 * @param network the name that its owner gave it
 */
public record Access(URI server, String token, String network) {
  /** What stands in the guide where nobody's own values are known. */
  public static final Access EXAMPLE =
      new Access(URI.create("https://your-server.example"), "YOUR-TOKEN", "Home");

  /** The value of one placeholder. */
  String value(String placeholder) {
    return switch (placeholder) {
      case "url" -> server.toString();
      case "host" -> server.getRawAuthority();
      case "path" -> server.getRawPath();
      case "token" -> token;
      case "label" -> label();
      default -> choice(placeholder);
    };
  }

  /** {@code tls?this:that} is the first with TLS, else the second. */
  private String choice(String placeholder) {
    int colon = placeholder.indexOf(':');
    if (!placeholder.startsWith("tls?") || colon < 0) {
      throw new IllegalArgumentException("No such placeholder: " + placeholder);
    }
    return "https".equalsIgnoreCase(server.getScheme())
        ? placeholder.substring("tls?".length(), colon)
        : placeholder.substring(colon + 1);
  }

  /**
   * The network's name as a host name could be: settings hold this in place of the name itself,
   * which may hold quotes, blanks and whatever else a client's syntax gives a meaning to.
   */
  private String label() {
    String ascii = Normalizer.normalize(network, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String label =
        ascii
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "")
            .replaceFirst("^(.{1,40}).*", "$1")
            .replaceAll("-$", "");
    return label.isEmpty() ? "network" : label;
  }

  @Override
  public String toString() {
    return "Access[" + network + " at " + server + "]";
  }
}
