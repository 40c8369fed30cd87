package io.github.scrappyddns.client;

import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * What a client needs to check in as one network. It holds a secret; printing it shows none.
 *
 * @param server the service's public address, without a slash at the end
 * @param token a token of the network, of the characters that tokens have
 * @param network the name that its owner gave it
 * @param hostNames the host names that the network answers to, as clients send them; empty if it
 *     answers to any
 */
public record Access(URI server, String token, String network, List<String> hostNames) {
  /** The guide's placeholders, when no real values are known. */
  public static final Access EXAMPLE =
      new Access(URI.create("https://your-server.example"), "YOUR-TOKEN", "Home");

  public Access {
    hostNames = List.copyOf(hostNames);
  }

  /** The access to a network that answers to any host name. */
  public Access(URI server, String token, String network) {
    this(server, token, network, List.of());
  }

  /** The value of one placeholder. */
  String value(String placeholder) {
    return switch (placeholder) {
      case "url" -> server.toString();
      case "host" -> server.getRawAuthority();
      case "path" -> path();
      case "token" -> token;
      case "label" -> label();
      case "name" -> names().get(0);
      default -> choice(placeholder);
    };
  }

  /**
   * {@code tls?this:that} is the first with TLS, otherwise the second; {@code names?,} is all host
   * names with commas between them; {@code name?example.com} is the first that is listed, or this
   * one, which exists.
   */
  private String choice(String placeholder) {
    if (placeholder.startsWith("names?")) {
      return String.join(placeholder.substring("names?".length()), names());
    }
    if (placeholder.startsWith("name?")) {
      return hostNames.isEmpty() ? placeholder.substring("name?".length()) : hostNames.get(0);
    }
    int colon = placeholder.indexOf(':');
    if (!placeholder.startsWith("tls?") || colon < 0) {
      throw new IllegalArgumentException("No such placeholder: " + placeholder);
    }
    return tls() ? placeholder.substring("tls?".length(), colon) : placeholder.substring(colon + 1);
  }

  /** Whether a part of a text applies that says when it does. */
  boolean is(String condition) {
    return switch (condition) {
      case "tls" -> tls();
      case "bare" -> tls() && !server.getRawAuthority().contains(":") && path().isEmpty();
      default -> throw new IllegalArgumentException("No such condition: " + condition);
    };
  }

  private String path() {
    return server.getRawPath();
  }

  private boolean tls() {
    return "https".equalsIgnoreCase(server.getScheme());
  }

  /** The host names to type: at least one. */
  private List<String> names() {
    return hostNames.isEmpty() ? List.of(label() + ".example.com") : hostNames;
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
