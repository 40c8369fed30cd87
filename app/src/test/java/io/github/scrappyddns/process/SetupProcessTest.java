package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code setup} as an operator types it. */
class SetupProcessTest {
  private static final Map<String, String> PUBLIC =
      Map.of("SCRAPPY_PUBLIC_URL", "https://ddns.example.com/");
  private static final String OLD_KEY = "home-token-of-last-year";
  private static final String BRANCH_KEY = "the-token-of-a-branch";

  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void listNetworks() {
    home =
        new ServiceHome(directory)
            .list(OLD_KEY + ":Home", "home-token-of-this-year:Home", BRANCH_KEY + ":Branch: north");
  }

  @Test
  void it_prints_what_to_type_with_the_real_values_and_nothing_else() {
    try (RunningJar setup = setup(PUBLIC, "curl", "Home")) {
      assertThat(setup.exitStatus()).isZero();
      assertThat(setup.output())
          .startsWith("# curl with cron\n")
          .contains("-o /dev/null https://ddns.example.com/" + OLD_KEY + "\n")
          .doesNotContain("this-year", BRANCH_KEY, "{{", "your-server", "PUBLIC_URL");
      assertThat(directory.toFile().list()).containsExactly("token.list");
    }
  }

  @Test
  void it_speaks_the_language_of_the_installation_or_the_one_that_is_asked_for() {
    Map<String, String> german = new HashMap<>(PUBLIC);
    german.put("SCRAPPY_LANGUAGE", "de");
    german.put("LC_ALL", "C.UTF-8");
    try (RunningJar usual = setup(german, "curl", "Home");
        RunningJar asked = setup(PUBLIC, "curl", "Home", "--language", "de");
        RunningJar back = setup(german, "curl", "Home", "--language=en");
        RunningJar none = setup(PUBLIC, "curl", "Home", "--language", "fr")) {
      assertThat(usual.output()).startsWith("# curl mit cron\n").contains("**Falle:**", OLD_KEY);
      assertThat(asked.output()).startsWith("# curl mit cron\n").contains(OLD_KEY);
      assertThat(back.output()).startsWith("# curl with cron\n");
      assertThat(none.exitStatus()).isNotZero();
      assertThat(none.output()).contains("'fr'", "en and de");
    }
  }

  @Test
  void case_does_not_matter() {
    try (RunningJar setup = setup(PUBLIC, "FRITZ!Box", "branch: NORTH")) {
      assertThat(setup.output()).startsWith("# FRITZ!Box\n").contains(BRANCH_KEY, "branch-north");
      assertThat(setup.exitStatus()).isZero();
    }
  }

  @Test
  void how_a_name_is_spelled_does_not_matter() throws IOException {
    Files.writeString(
        directory.resolve("token.list"),
        OLD_KEY + ":Caf\u00e9 Z\u00fcrich\n" + BRANCH_KEY + ":Cafe\u0301\u00a0Zu\u0308rich\n");
    Map<String, String> settings = new HashMap<>(PUBLIC);
    settings.put("LC_ALL", "C.UTF-8");
    try (RunningJar only = setup(settings, "curl");
        RunningJar named = setup(settings, "curl", "CAF\u00c9\u00a0Zu\u0308rich")) {
      assertThat(only.output()).contains("https://ddns.example.com/" + OLD_KEY);
      assertThat(named.output()).contains("https://ddns.example.com/" + OLD_KEY);
    }
  }

  @Test
  void the_host_names_that_the_network_answers_to_are_printed_in_their_order() {
    Map<String, String> settings = new HashMap<>(PUBLIC);
    settings.put("LC_ALL", "C.UTF-8");
    settings.put(
        "SCRAPPY_HOST_NAMES",
        "Branch: north=branch.example.com; Home = zug.example.com, B\u00fcro.example.com.;"
            + "Home=bu\u0308ro.example.com,alp.example.com");
    try (RunningJar all = setup(settings, "ddclient", "Home");
        RunningJar first = setup(settings, "synology", "Home");
        RunningJar other = setup(settings, "synology", "Branch: north")) {
      assertThat(all.output())
          .contains("\nzug.example.com,xn--bro-hoa.example.com,alp.example.com\n```");
      assertThat(first.output()).contains("Hostname:           zug.example.com\n");
      assertThat(other.output()).contains("Hostname:           branch.example.com\n");
    }
  }

  @Test
  void a_host_name_that_no_client_can_send_is_left_out_or_told() {
    Map<String, String> settings = new HashMap<>(PUBLIC);
    settings.put("SCRAPPY_HOST_NAMES", "Home='$(x)',my_nas; Branch: north='$(x)'");
    try (RunningJar some = setup(settings, "ddclient", "Home");
        RunningJar none = setup(settings, "ddclient", "Branch: north")) {
      assertThat(some.output()).contains("\nmy_nas\n").doesNotContain("$(x)");
      assertThat(none.exitStatus()).isEqualTo(2);
      assertThat(none.output())
          .contains("HOST_NAMES lists no host name for 'Branch: north' that a client could send")
          .doesNotContain(BRANCH_KEY);
    }
  }

  @Test
  void without_a_public_url_it_says_what_to_replace() {
    try (RunningJar setup = setup(Map.of(), "openwrt", "Home")) {
      assertThat(setup.output())
          .startsWith("Set PUBLIC_URL to the service's public address")
          .contains("https://your-server.example/" + OLD_KEY);
      assertThat(setup.exitStatus()).isZero();
    }
  }

  @Test
  void alone_it_lists_the_clients() {
    try (RunningJar setup = setup(Map.of())) {
      assertThat(setup.exitStatus()).isZero();
      assertThat(setup.output()).contains("  fritzbox        FRITZ!Box\n").contains("<network>");
    }
  }

  @Test
  void what_is_misspelt_is_named_with_what_was_meant() {
    try (RunningJar client = setup(PUBLIC, "openwtr", "Home");
        RunningJar network = setup(PUBLIC, "openwrt", "Hoem");
        RunningJar none = setup(PUBLIC, "openwrt")) {
      assertThat(client.exitStatus()).isEqualTo(2);
      assertThat(client.output())
          .contains("no client is called 'openwtr': did you mean 'openwrt'?")
          .contains("  pfsense         pfSense\n");
      assertThat(network.exitStatus()).isEqualTo(2);
      assertThat(network.output())
          .contains("has no network 'Hoem': did you mean 'Home'? It has: Home, Branch: north\n")
          .doesNotContain(OLD_KEY);
      assertThat(none.exitStatus()).isEqualTo(2);
      assertThat(none.output()).contains("which network? Choose one of: Home, Branch: north\n");
    }
  }

  @Test
  void the_only_network_need_not_be_named() {
    home.list(BRANCH_KEY + ":Branch");
    try (RunningJar setup = setup(PUBLIC, "curl")) {
      assertThat(setup.output()).contains("https://ddns.example.com/" + BRANCH_KEY);
    }
  }

  @Test
  void problems_of_the_configuration_are_told_as_check_tells_them() throws IOException {
    Files.writeString(directory.resolve("scrappy-ddns.conf"), "PUBLIC_URL='ddns.example.com'\n");
    try (RunningJar setup = setup(Map.of(), "curl", "Home")) {
      assertThat(setup.exitStatus()).isEqualTo(2);
      assertThat(setup.output())
          .contains("PUBLIC_URL must be an address such as https://")
          .doesNotContain(OLD_KEY);
    }
    Files.delete(directory.resolve("scrappy-ddns.conf"));
    Files.delete(directory.resolve("token.list"));
    try (RunningJar setup = setup(PUBLIC, "curl", "Home")) {
      assertThat(setup.exitStatus()).isEqualTo(2);
      assertThat(setup.output()).contains("token.list lists no token yet");
      assertThat(directory).isEmptyDirectory();
    }
  }

  private RunningJar setup(Map<String, String> environment, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "setup";
    System.arraycopy(words, 0, command, 1, words.length);
    return home.run(environment, command);
  }
}
