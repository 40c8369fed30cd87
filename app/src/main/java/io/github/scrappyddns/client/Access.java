package io.github.scrappyddns.client;

import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a client needs to check in as one network. It holds a secret; printing it shows none.
 *
 * @param server the service's public address, without a slash at the end
 * @param token a token of the network, of the characters that tokens have
 * @param network the name that its owner gave it
 */
public record Access(URI server, String token, String network) {
  /** The guide's placeholders, when no real values are known. */
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

  /** {@code tls?this:that} is the first with TLS, otherwise the second. */
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
   * The network's name in the form of a host name: settings use this instead of the name itself,
   * which may hold quotes, blanks and whatever else means something in a client's syntax.
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
