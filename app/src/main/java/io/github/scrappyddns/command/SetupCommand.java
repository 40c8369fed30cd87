package io.github.scrappyddns.command;

import io.github.scrappyddns.assembly.Installation;
import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.client.Client;
import io.github.scrappyddns.client.Clients;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsException;
import io.github.scrappyddns.log.Logs;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.spelling.HostNameKey;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.spelling.Spelling;
import io.github.scrappyddns.words.Language;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code setup}: prints what to type into a router or DDNS client, with the real values. */
@Command(
    name = "setup",
    description = {
      "Prints what to type into a router or DDNS client. It shows the network's token.",
      "Without parameters it lists the clients."
    },
    mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 30;
  private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_][a-z0-9._-]*");

  @Parameters(index = "0", arity = "0..1", paramLabel = "<client>", description = "such as openwrt")
  String client = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<network>",
      description = "its name in the token list; not needed if there is only one")
  String network = "";

  @Option(
      names = "--language",
      paramLabel = "<language>",
      description = "en or de; without it as the setting LANGUAGE says")
  String language = "";

  @Override
  public Integer call() throws SettingsException {
    Optional<Language> asked = Optional.empty();
    if (!language.isEmpty()) {
      asked = Language.of(language);
      if (asked.isEmpty()) {
        throw problem("there are no words in '" + language + "': the languages are en and de");
      }
    }
    Clients clients = new Clients(asked.orElse(Language.ENGLISH));
    if (client.isEmpty()) {
      System.out.print(list(clients));
      System.out.println("\n'scrappy-ddns setup <client> <network>' prints what to type there.");
      return 0;
    }
    Optional<Client> wanted = clients.find(client);
    if (wanted.isEmpty()) {
      System.err.print("The clients are:\n" + list(clients));
      List<String> ids = clients.all().stream().map(Client::id).toList();
      throw problem("no client is called '" + client + "'" + meant(client, ids));
    }
    Logs.open(Settings.Level.ERROR, Optional.empty());
    Installation installation = Installation.read(Path.of(""), System.getenv(), false);
    Settings settings = installation.settings();
    TokenList.Entry key = key(installation.tokenList().entries(), settings.tokenListFile());
    if (settings.publicUrl().isEmpty()) {
      System.err.println(
          "Set PUBLIC_URL to the service's public address; until then, put it in place of "
              + Access.EXAMPLE.server());
    }
    System.out.print(
        inLanguage(wanted.get(), asked.orElse(settings.language()))
            .guide(
                new Access(
                    settings.publicUrl().orElse(Access.EXAMPLE.server()),
                    key.token().reveal(),
                    key.name(),
                    hostNames(settings, key.name()))));
    return 0;
  }

  private static Client inLanguage(Client client, Language language) {
    return new Clients(language).find(client.id()).orElseThrow();
  }

  /**
   * The names that HOST_NAMES lists for a network, in the form that DNS knows: that is what every
   * client can send.
   */
  private static List<String> hostNames(Settings settings, String network)
      throws SettingsException {
    String asked = NameKey.of(network);
    List<String> listed =
        settings.hostNames().entrySet().stream()
            .filter(entry -> NameKey.of(entry.getKey()).equals(asked))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    List<String> names =
        listed.stream()
            .map(HostNameKey::of)
            .filter(name -> HOST_NAME.matcher(name).matches())
            .distinct()
            .toList();
    if (names.isEmpty() && !listed.isEmpty()) {
      throw problem(
          "HOST_NAMES lists no host name for '"
              + network
              + "' that a client could send, only "
              + shown(listed));
    }
    return names;
  }

  private static String list(Clients clients) {
    return clients.all().stream()
        .map(one -> String.format(Locale.ROOT, "  %-15s %s%n", one.id(), one.title()))
        .collect(Collectors.joining());
  }

  /** The first key of the network that was named, or of the only one that there is. */
  private TokenList.Entry key(List<TokenList.Entry> keys, Path file) throws SettingsException {
    Map<String, String> spelled = new LinkedHashMap<>();
    keys.forEach(key -> spelled.putIfAbsent(NameKey.of(key.name()), key.name()));
    List<String> names = List.copyOf(spelled.values());
    if (names.isEmpty()) {
      throw problem(file + " lists no token yet: 'scrappy-ddns token <name>' prints a line for it");
    }
    if (network.isBlank() && names.size() > 1) {
      throw problem("which network? Choose one of: " + shown(names));
    }
    String wanted = network.isBlank() ? names.get(0) : network.strip();
    String asked = NameKey.of(wanted);
    return keys.stream()
        .filter(key -> NameKey.of(key.name()).equals(asked))
        .findFirst()
        .or(
            () ->
                keys.stream()
                    .filter(key -> NameKey.of(key.name()).equalsIgnoreCase(asked))
                    .findFirst())
        .orElseThrow(
            () ->
                problem(
                    file
                        + " has no network '"
                        + wanted
                        + "'"
                        + meant(wanted, names)
                        + " It has: "
                        + shown(names)));
  }

  private static String shown(List<String> names) {
    String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES ? some + " and others" : some;
  }

  private static String meant(String typed, List<String> known) {
    String lower = typed.toLowerCase(Locale.ROOT);
    List<String> all = known.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return Spelling.nearest(lower, all)
        .map(near -> ": did you mean '" + known.get(all.indexOf(near)) + "'?")
        .orElse(".");
  }

  private static SettingsException problem(String text) {
    return new SettingsException(List.of(text));
  }
}
