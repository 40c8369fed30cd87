package io.github.scrappyddns.client;

import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The catalogue of clients that the guide describes. Each is a Markdown file beside this class: the
 * one source of docs/clients.md, of {@code setup}, and of pages.
 */
public final class Clients {
  /** In the order of the guide: routers, programs, scripts. */
  static final List<String> IDS =
      List.of(
          "fritzbox",
          "openwrt",
          "gargoyle",
          "dd-wrt",
          "freshtomato",
          "asus-merlin",
          "pfsense",
          "opnsense",
          "ipfire",
          "vyos",
          "unifi",
          "mikrotik",
          "synology",
          "ddclient",
          "inadyn",
          "ddns-go",
          "newfuture-ddns",
          "dyndnsc",
          "npm-ddns-client",
          "home-assistant",
          "curl",
          "systemd",
          "duckdns",
          "powershell");

  private final List<Client> all;

  private final Language language;

  /** Reads all texts of a language. */
  public Clients(Language language) {
    this.language = language;
    all = IDS.stream().map(id -> Client.of(id, resource(id))).toList();
  }

  /** All of them, in the order of the guide. */
  public List<Client> all() {
    return all;
  }

  /** The client of an id or a title; case, blanks and punctuation do not matter. */
  public Optional<Client> find(String typed) {
    String wanted = letters(typed);
    return all.stream()
        .filter(one -> letters(one.id()).equals(wanted) || letters(one.title()).equals(wanted))
        .findFirst();
  }

  /** The whole guide as one Markdown page. */
  public String page(Access access) {
    String contents =
        all.stream()
            .map(one -> "[" + one.title() + "](#" + anchor(one.title()) + ")")
            .collect(Collectors.joining(" ·\n"));
    String guides =
        all.stream().map(one -> "#" + one.guide(access)).collect(Collectors.joining("\n"));
    return Client.filled(resource("introduction"), access) + "\n" + contents + "\n\n" + guides;
  }

  /** As Markdown viewers derive one from a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private String resource(String name) {
    return Words.text(language, "clients/" + name + ".md");
  }
}
