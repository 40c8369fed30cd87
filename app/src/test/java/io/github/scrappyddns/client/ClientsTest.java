package io.github.scrappyddns.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
  private static final Clients CLIENTS = new Clients(Language.ENGLISH);
  private static final String TOKEN = "NRmPKl8s3vXwYq2z";
  private static final Access BEHIND_A_PATH =
      new Access(URI.create("https://ddns.example.com:8443/scrappy"), TOKEN, "Ma's \"house\" %i");

  static Stream<Client> all() {
    return CLIENTS.all().stream();
  }

  static Stream<Client> inAllLanguages() {
    return Stream.of(Language.values()).flatMap(language -> new Clients(language).all().stream());
  }

  @Test
  void the_clients_that_people_ask_for_are_there() {
    assertThat(CLIENTS.all().stream().map(Client::title))
        .containsExactly(
            "FRITZ!Box",
            "OpenWrt",
            "Gargoyle",
            "DD-WRT",
            "FreshTomato",
            "ASUS Merlin",
            "pfSense",
            "OPNsense",
            "IPFire",
            "VyOS",
            "UniFi",
            "MikroTik",
            "Synology",
            "ddclient",
            "inadyn",
            "ddns-go",
            "NewFuture/DDNS",
            "dyndnsc",
            "npm ddns-client",
            "Home Assistant",
            "curl with cron",
            "systemd timer",
            "DuckDNS' own script",
            "PowerShell");
  }

  @Test
  void no_text_is_forgotten_in_the_catalogue() throws IOException, URISyntaxException {
    Path texts = Path.of(Words.class.getResource("en/clients/introduction.md").toURI()).getParent();
    try (Stream<Path> files = Files.list(texts)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .map(name -> name.substring(0, name.length() - ".md".length()))
              .filter(name -> !name.equals("introduction"))
              .toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(Clients.IDS);
    }
  }

  @ParameterizedTest
  @MethodSource("inAllLanguages")
  void each_says_where_to_type_what_and_its_trap(Client client) {
    String guide = client.guide(BEHIND_A_PATH);

    assertThat(guide)
        .doesNotContain("{{", "}}", "your-server")
        .containsPattern("\n\\*\\*(Trap|Falle):\\*\\* ");
    assertThat(guide.split("\n```", -1).length % 2).as("fences in pairs").isOne();
    assertThat(settings(guide)).contains("ddns.example.com:8443", "/scrappy/", TOKEN);
    assertThat(client.text().lines().filter(line -> line.length() > 120))
        .allMatch(line -> settings(client.text()).contains(line));
  }

  @ParameterizedTest
  @MethodSource("inAllLanguages")
  void settings_hold_nothing_of_a_name_that_their_syntax_could_take_amiss(Client client) {
    String label = "ma-s-house-i";
    String otherwise = client.guide(named("ma-s-house-i"));

    assertThat(client.guide(BEHIND_A_PATH)).isEqualTo(otherwise).doesNotContain("Ma's");
    if (client.text().contains("{{label}}")) {
      URI bare = URI.create("https://ddns.example.com");
      assertThat(client.guide(new Access(bare, TOKEN, "Ma's \"house\" %i"))).contains(label);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void without_tls_no_setting_asks_for_it(Client client) {
    Access plain = new Access(URI.create("http://192.0.2.1:5000"), TOKEN, "Home");

    assertThat(settings(client.guide(plain)))
        .contains("192.0.2.1:5000")
        .doesNotContain(
            "https://", "use_https '1'", "= true", "ssl=yes", "SSL:                 on", "yes-w");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unifi", "vyos"})
  void where_a_client_cannot_call_the_server_the_guide_says_so_and_what_to_do(String client) {
    String plain = guide(client, "http://ddns.example.com");
    assertThat(plain)
        .contains("cannot call `http://ddns.example.com`", "always uses HTTPS")
        .contains("curl -4 -fsS -m 20 -o /dev/null http://ddns.example.com/" + TOKEN);
    assertThat(settings(plain)).doesNotContain("nic/update", "Server:", "set service dns");

    assertThat(settings(guide(client, "https://ddns.example.com")))
        .containsAnyOf("Server:     ddns.example.com/nic", "server ddns.example.com\n");
  }

  @Test
  void vyos_is_not_told_a_server_that_it_refuses() {
    for (String server : List.of("https://ddns.example.com:8443", "https://example.com/ddns")) {
      assertThat(guide("vyos", server)).contains("cannot call `" + server + "`");
      assertThat(guide("unifi", server)).doesNotContain("cannot call `");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ddclient, 'vpn.example.com,xn--bro-hoa.example.com\n'",
    "newfuture-ddns, '[\"vpn.example.com\", \"xn--bro-hoa.example.com\"]'",
    "synology, 'Hostname:           vpn.example.com\n'",
    "unifi, 'Hostname:   vpn.example.com\n'",
    "opnsense, 'Hostname:               vpn.example.com\n'",
    "fritzbox, 'Domain name:   vpn.example.com\n'",
    "gargoyle, 'Domain Name:        vpn.example.com\n'",
    "vyos, 'host-name vpn.example.com\n'",
    "ipfire, '`vpn.example.com`'",
    "dyndnsc, 'updater-hostname = vpn.example.com\n'",
    "npm-ddns-client, 'update vpn.example.com -u '",
  })
  void the_host_names_that_the_network_answers_to_are_typed_one_or_all(
      String client, String typed) {
    List<String> listed = List.of("vpn.example.com", "xn--bro-hoa.example.com");
    Access access = new Access(URI.create("https://ddns.example.com"), TOKEN, "Home", listed);

    assertThat(CLIENTS.find(client).orElseThrow().guide(access))
        .contains(typed)
        .doesNotContain("home.example.com", "update example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "Home, home",
    "Büro Köln, buro-koln",
    "  --  , network",
    "日本, network",
    "Ma's \"house\" %i, ma-s-house-i",
    "A_B.C, a-b-c",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddd-eeeee, aaaaaaaaaabbbbbbbbbbccccccccccddddddddd",
  })
  void a_label_is_the_name_as_a_host_name_could_be(String name, String label) {
    assertThat(named(name).value("label")).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "openwrt, OpenWrt",
        "OpenWRT, OpenWrt",
        "fritz!box, FRITZ!Box",
        "ddwrt, DD-WRT",
        "Home Assistant, Home Assistant",
        "duckdns, DuckDNS' own script",
        "NewFuture DDNS, NewFuture/DDNS",
        "curl, curl with cron",
      })
  void a_client_is_found_however_its_name_is_written(String typed, String title) {
    assertThat(CLIENTS.find(typed)).map(Client::title).contains(title);
  }

  @Test
  void an_unknown_client_is_not_found() {
    assertThat(CLIENTS.find("toaster")).isEmpty();
    assertThat(CLIENTS.find("!")).isEmpty();
  }

  @Test
  void a_misspelt_placeholder_is_a_defect() {
    assertThatThrownBy(() -> Client.of("x", "# X\n{{tokn}}\n").guide(BEHIND_A_PATH))
        .hasMessageContaining("tokn");
    String misspelt = "# X\n{{if tsl}}\na\n{{else}}\nb\n{{end}}\n";
    assertThatThrownBy(() -> Client.of("x", misspelt).guide(BEHIND_A_PATH))
        .hasMessageContaining("tsl");
    assertThatThrownBy(() -> Client.of("x", "no heading"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printing_what_holds_the_token_does_not_tell_it() {
    assertThat(BEHIND_A_PATH.toString()).contains("ddns.example.com").doesNotContain(TOKEN);
  }

  private static Access named(String network) {
    return new Access(BEHIND_A_PATH.server(), TOKEN, network);
  }

  private static String guide(String client, String server) {
    return CLIENTS.find(client).orElseThrow().guide(new Access(URI.create(server), TOKEN, "Home"));
  }

  /** What stands in fenced blocks. */
  private static String settings(String guide) {
    StringBuilder inside = new StringBuilder();
    String[] parts = guide.split("(?m)^```.*$", -1);
    for (int i = 1; i < parts.length; i += 2) {
      inside.append(parts[i]);
    }
    return inside.toString();
  }
}
