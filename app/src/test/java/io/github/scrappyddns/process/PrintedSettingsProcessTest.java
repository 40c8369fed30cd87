package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.Issued;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What {@code setup} prints for networks that HOST_NAMES lists, with names in several scripts, fed
 * to real clients as it stands.
 *
 * <p>Of the guide's other clients neither Debian nor npm has one: OpenWrt's and FreshTomato's, that
 * of IPFire, Gargoyle's, VyOS' ddclient 4, dyndnsc, NewFuture/DDNS, ddns-go. What they call is
 * called by GuideTest.
 */
class PrintedSettingsProcessTest {
  private static final int EACH = 3;
  private static final List<String> NAMES =
      IntStream.range(0, 4 * EACH)
          .mapToObj(
              n ->
                  List.of("B\u00fcro K\u00f6ln ", "\u65e5\u672c ", "Ma's \"$HOME\" %i ")
                          .get(n % EACH)
                      + n)
          .toList();

  @TempDir static Path directory;
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks plain;

  @SuppressWarnings("NullAway.Init")
  private static WatchedNetworks secure;

  @BeforeAll
  static void start() throws IOException {
    authority = new PrivateAuthority(Files.createDirectories(directory.resolve("authority")));
    Issued issued = authority.issue(KeyForm.EC_PKCS8);
    Map<String, String> settings = new HashMap<>();
    settings.put("LC_ALL", "C.UTF-8");
    settings.put(
        "SCRAPPY_HOST_NAMES",
        NAMES.stream().map(PrintedSettingsProcessTest::listed).collect(Collectors.joining(";")));
    plain =
        new WatchedNetworks(Files.createDirectories(directory.resolve("plain")), settings, NAMES);
    settings.put("SCRAPPY_TLS_CERTIFICATE", issued.certificate().toString());
    settings.put("SCRAPPY_TLS_PRIVATE_KEY", issued.privateKey().toString());
    secure =
        new WatchedNetworks(Files.createDirectories(directory.resolve("secure")), settings, NAMES);
  }

  private static String listed(String name) {
    String number = name.substring(name.lastIndexOf(' ') + 1);
    return name + "=B\u00fcro-" + number + ".example.com, \u65e5\u672c-" + number + ".example.com";
  }

  @AfterAll
  static void stop() {
    plain.close();
    secure.close();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "UNIFI")
  void over_http_the_first_call_and_repeats_succeed(PrintedClient client) throws IOException {
    assertAccepted(client, plain, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void over_https_the_first_call_and_repeats_succeed(PrintedClient client) throws IOException {
    assertAccepted(client, secure, Optional.of(authority.root()));
  }

  @Test
  void any_other_host_name_is_refused() {
    Network network = plain.next();

    Ended ended =
        InstalledProgram.named("curl", "curl")
            .run(
                home,
                "-sS",
                "-u",
                "home:" + network.token(),
                plain.url() + "/nic/update?hostname=home.example.com");

    assertThat(ended).isEqualTo(new Ended(0, "nohost\n"));
  }

  private void assertAccepted(
      PrintedClient client, WatchedNetworks networks, Optional<Path> trusted) throws IOException {
    Network network = networks.next();

    Ended first = client.checkIn(home, networks, network, trusted);

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output()).containsPattern(client.accepted);
    assertThat(networks.alert(network))
        .startsWith(network.name() + " is at " + client.address() + " ");
    Ended again = client.checkIn(home, networks, network, trusted);
    assertThat(again.status()).as(again.output()).isZero();
  }
}
