package io.github.scrappyddns.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.access.key.LocalKey;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.channel.http.AnyCertificate;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all of these commands share: whom they call, with which key, and how they answer. */
final class Remote {
  private static final String KEY = "SDDNS_KEY";
  private static final String HERE = "127.0.0.1:5000";

  @Option(
      names = "--url",
      paramLabel = "<address>",
      description = {
        "the service, such as https://ddns.example.com; also from SDDNS_URL.",
        "The key of the API is read from SDDNS_KEY. Without either, the service on this machine is"
            + " meant."
      })
  String url = "";

  @Option(names = "--json", description = "answer as the API does, for programs")
  boolean json;

  /** What a command does with the API. */
  interface Work {
    void with(ApiClient api) throws IOException;
  }

  /**
   * Does it.
   *
   * @return the exit status
   */
  int run(Work work) throws IOException, SettingsException {
    Map<String, String> environment = System.getenv();
    String key = environment.getOrDefault(KEY, "").strip();
    String address = url.isEmpty() ? environment.getOrDefault("SDDNS_URL", "") : url;
    if (!key.isEmpty()) {
      URI there = address(address.isEmpty() ? "http://" + HERE : address);
      work.with(new ApiClient(HttpClient.newBuilder(), there.toString(), key));
      return 0;
    }
    Settings settings = Installation.readSettings(Path.of(""), environment);
    URI there =
        address(
            address.isEmpty() ? (settings.speaksTls() ? "https://" : "http://") + HERE : address);
    if (!isHere(there)) {
      throw new SettingsException(
          List.of(KEY + " must hold a key of " + there + ": make one in its dashboard"));
    }
    HttpClient.Builder client = HttpClient.newBuilder();
    if (there.getScheme().equals("https")) {
      // The name in its certificate is another than that of this machine to itself.
      client.sslContext(AnyCertificate.context());
    }
    try (LocalKey left = LocalKey.leave(settings.stateDirectory(), new SecureRandom())) {
      work.with(new ApiClient(client, there.toString(), left.reveal()));
    }
    return 0;
  }

  /** An address that somebody typed: without a scheme a service elsewhere speaks TLS. */
  private static URI address(String typed) throws SettingsException {
    String text = typed.strip().replaceFirst("/+$", "");
    try {
      URI whole = new URI(text.contains("://") ? text : "https://" + text);
      boolean web = List.of("http", "https").contains(whole.getScheme());
      if (!web || whole.getHost() == null || whole.getUserInfo() != null) {
        throw new URISyntaxException(text, "no address of a service");
      }
      return !text.contains("://") && isHere(whole) ? new URI("http://" + text) : whole;
    } catch (URISyntaxException e) {
      throw new SettingsException(
          List.of("--url must be an address such as https://ddns.example.com"));
    }
  }

  private static boolean isHere(URI address) {
    String host = address.getHost();
    return host.equals("localhost")
        || PublicAddress.parse(host.replaceAll("^\\[|]$", ""))
            .filter(one -> Scope.of(one) == Scope.LOOPBACK)
            .isPresent();
  }

  /** Prints an answer for programs, or something else for people. */
  void say(Object answer, String text) throws IOException {
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer)
            : text);
  }

  /**
   * Asks on a terminal; elsewhere an option says it. From JDK 22 on there may be a console without
   * a terminal: it ends at once.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isSure(boolean said, String question) throws IOException {
    if (said) {
      return true;
    }
    @Nullable Console console = System.console();
    @Nullable String answer = console == null ? null : console.readLine("%s [y/N] ", question);
    if (answer == null) {
      throw new IOException("Say --yes where nobody can be asked");
    }
    return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** The network of a name or a number. */
  static JsonNode network(ApiClient api, String wanted) throws IOException {
    List<JsonNode> named =
        api.all("/networks?q=" + ApiClient.encoded(wanted), "networks", Integer.MAX_VALUE).stream()
            .filter(one -> one.path("name").asText().equalsIgnoreCase(wanted))
            .toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    if (named.isEmpty() && wanted.matches("\\d{1,18}")) {
      return api.get("/networks/" + wanted);
    }
    throw new IOException(
        named.isEmpty()
            ? "There is no network '" + wanted + "': 'scrappy-ddns network list' names them"
            : "Several networks are called '" + wanted + "': give the number of one");
  }
}
