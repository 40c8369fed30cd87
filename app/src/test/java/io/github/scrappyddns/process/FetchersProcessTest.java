package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real curl, GNU wget and BusyBox wget, as cron calls them. */
class FetchersProcessTest {
  /** A program that fetches a URL, and the status that it ends with on an error of the server. */
  enum Fetcher {
    CURL("curl", "curl", 22, "-fsS", "-m", "20"),
    GNU_WGET("wget", "wget", 8, "-nv", "-T", "20", "-t", "1", "-O", "-"),
    /** Without {@code -T}: Debian's 1.35 ends with a segmentation fault on it. */
    BUSYBOX_WGET("busybox", "busybox", 1, "wget", "-O", "-");

    private final String command;
    private final String debianPackage;
    private final int refused;
    private final ImmutableList<String> options;

    Fetcher(String command, String debianPackage, int refused, String... options) {
      this.command = command;
      this.debianPackage = debianPackage;
      this.refused = refused;
      this.options = ImmutableList.copyOf(options);
    }

    Ended fetch(String... arguments) {
      return InstalledProgram.named(command, debianPackage)
          .run(
              home,
              Stream.concat(options.stream(), Arrays.stream(arguments)).toArray(String[]::new));
    }
  }

  @TempDir static Path directory;
  @TempDir static Path home;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks networks;

  @BeforeAll
  static void start() {
    networks = new WatchedNetworks(directory);
  }

  @AfterAll
  static void stop() {
    networks.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_change_is_told_once_and_repeats_are_not(Fetcher fetcher) {
    Network network = networks.next();

    assertAccepted(fetcher.fetch(network.url()));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertAccepted(fetcher.fetch(network.url()));
    assertAccepted(fetcher.fetch(network.url() + "?ip_address=203.0.113.7"));
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.7");
    assertAccepted(fetcher.fetch(network.url() + "?ip_address=2001:db8:0:0::7"));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
    assertAccepted(fetcher.fetch(network.url() + "?ip_address=2001%3ADB8%3A%3A7"));
    assertAccepted(fetcher.fetch(network.url() + "?ip_address=203.0.113.7"));
    assertAccepted(fetcher.fetch(network.url() + "?ip_address=203.0.113.8"));
    assertThat(networks.alert(network)).isEqualTo(network.name() + " is at 203.0.113.8");
  }

  @ParameterizedTest
  @EnumSource
  void it_sends_its_credentials_before_or_after_it_is_asked(Fetcher fetcher) {
    Network network = networks.next();
    String[] credentials =
        switch (fetcher) {
          case CURL -> new String[] {"-u", "home:" + network.token()};
          case GNU_WGET -> new String[] {"--user=home", "--password=" + network.token()};
          case BUSYBOX_WGET -> new String[0];
        };
    String server =
        fetcher == Fetcher.BUSYBOX_WGET
            ? networks.url().replace("//", "//home:" + network.token() + "@")
            : networks.url();
    String update = server + "/nic/update?hostname=home.example.com&myip=";

    assertTold("good 203.0.113.7", fetcher.fetch(with(credentials, update + "203.0.113.7")));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 203.0.113.7 ");
    assertTold("nochg 203.0.113.7", fetcher.fetch(with(credentials, update + "203.0.113.7")));
    assertTold("good 2001:db8::7", fetcher.fetch(with(credentials, update + "2001:db8::7")));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 2001:db8::7 ");
    Ended refused = fetcher.fetch(with(credentials, update + "203.0.113.300"));
    assertThat(refused.status()).as(refused.output()).isEqualTo(fetcher.refused);
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_token_is_an_error_to_it(Fetcher fetcher) {
    Ended ended = fetcher.fetch(networks.url() + "/no-such-token");

    assertThat(ended.status()).as(ended.output()).isEqualTo(fetcher.refused);
    assertThat(ended.output()).contains("404");
  }

  @ParameterizedTest
  @EnumSource
  void a_server_error_is_an_error_to_it_and_its_next_call_brings_the_news(Fetcher fetcher) {
    Network network = networks.next();
    networks.breakStorage();
    Ended ended;
    try {
      ended = fetcher.fetch(network.url());
    } finally {
      networks.mend();
    }

    assertThat(ended.status()).as(ended.output()).isEqualTo(fetcher.refused);
    assertThat(ended.output()).contains("503");
    assertAccepted(fetcher.fetch(network.url()));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
  }

  /** UniFi's and VyOS' own clients cannot call a server without TLS. */
  @ParameterizedTest
  @CsvSource({
    "curl, '*/5 * * * * '",
    "ipfire, '*/5 * * * * '",
    "unifi, '*/5 * * * * root '",
    "vyos, '#!/bin/sh\nexec '",
  })
  void the_line_of_the_guide_for_cron_checks_in(String client, String before) {
    Network network = networks.next();
    String settings = networks.settings(client, network);
    InstalledProgram shell = InstalledProgram.named("sh", "dash");

    assertThat(settings).startsWith(before + "curl -4 ");
    String line = settings.substring(before.length()).lines().findFirst().orElseThrow();
    Ended ended = shell.run(home, "-c", line);

    assertThat(ended).isEqualTo(new Ended(0, ""));
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(shell.run(home, "-c", line + "x").status()).isEqualTo(22);
  }

  @Test
  void a_look_without_a_body_checks_in_too() {
    Network network = networks.next();

    assertThat(Fetcher.GNU_WGET.fetch("--spider", network.url()).status()).isZero();
    assertThat(networks.alert(network)).startsWith(network.name() + " is at 127.0.0.1 ");
    assertThat(Fetcher.CURL.fetch("-I", network.url()).output())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Length: 2\r\n");
    assertThat(Fetcher.CURL.fetch("-X", "PUT", network.url()).output()).isEqualTo("OK");
    assertThat(Fetcher.CURL.fetch("-d", "", network.url()).output()).isEqualTo("OK");
  }

  private static String[] with(String[] options, String url) {
    return Stream.concat(Arrays.stream(options), Stream.of(url)).toArray(String[]::new);
  }

  private static void assertTold(String line, Ended ended) {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains(line + "\n");
  }

  private static void assertAccepted(Ended ended) {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("OK");
  }
}
