package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.NameServer;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real client that checks in with what {@code setup} prints for it. */
enum PrintedClient {
  DDCLIENT("SUCCESS:  updating ") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      return TlsClient.DDCLIENT.checkIn(home, networks, network, authority);
    }
  },
  /** It takes no address of loopback for its own, so that it declares another one. */
  INADYN("Successful alias table update") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      return TlsClient.INADYN.checkIn(home, networks, network, authority);
    }

    @Override
    String address() {
      return TlsClient.INADYN.address();
    }
  },
  CURL("") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      return shell(home, trusting(authority, " --cacert ", line(networks, network), "curl"));
    }
  },
  GNU_WGET("") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      String line = line(networks, network).replaceFirst("curl .* ", "wget -q -T 20 -O /dev/null ");
      return shell(home, trusting(authority, " --ca-certificate=", line, "wget"));
    }
  },
  DUCKDNS_SCRIPT("^OK$") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      String script = networks.settings("duckdns", network);
      return new Ended(
          0,
          DuckDnsScriptProcessTest.logOf(
              home, trusting(authority, " --cacert ", script, "\\| curl")));
    }
  },
  NPM_DDNS_CLIENT("^good 127.0.0.1") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      String line = networks.settings("npm-ddns-client", network);
      String name = line.replaceFirst("(?s).* update (\\S+) .*", "$1");
      try (NameServer names = new NameServer("192.0.2.80", List.of(name))) {
        Map<String, String> trust =
            authority.map(file -> Map.of("NODE_EXTRA_CA_CERTS", file.toString())).orElse(Map.of());
        return NpmDdnsClientProcessTest.run(home, line, names, trust);
      }
    }
  },
  /** Its gateways write what was typed into settings of inadyn, whose options these are. */
  UNIFI("Successful alias table update") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      Map<String, String> typed = new HashMap<>();
      networks
          .settings("unifi", network)
          .lines()
          .forEach(line -> typed.put(line.split(":\\s+", 2)[0], line.split(":\\s+", 2)[1]));
      String server = typed.getOrDefault("Server", "");
      int slash = server.indexOf('/');
      String settings =
          """
          ca-trust-file = "%s"
          custom unifi {
              hostname = "%s"
              username = "%s"
              password = "%s"
              ddns-server = "%s"
              ddns-path = "%s"
              checkip-command = "/bin/echo 203.0.113.7"
          }
          """
              .formatted(
                  authority.orElseThrow(),
                  typed.get("Hostname"),
                  typed.get("Username"),
                  typed.get("Password"),
                  server.substring(0, slash),
                  server.substring(slash));
      return InstalledProgram.named("inadyn", "inadyn")
          .run(
              home,
              "-1",
              "-l",
              "info",
              "-n",
              "--force",
              "--cache-dir=" + Files.createDirectories(home.resolve("unifi")),
              "-P",
              home.resolve("pid").toString(),
              "-f",
              Files.writeString(home.resolve("unifi.conf"), settings).toString());
    }

    @Override
    String address() {
      return "203.0.113.7";
    }
  };

  /** What it prints where it took the answer for success: a pattern. */
  final String accepted;

  PrintedClient(String accepted) {
    this.accepted = accepted;
  }

  /** Where the network is, as far as this client tells. */
  String address() {
    return "127.0.0.1";
  }

  /**
   * One check-in from 127.0.0.1.
   *
   * @param authority whom it is to trust, if the service has TLS
   */
  abstract Ended checkIn(
      Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
      throws IOException;

  /** The first line for the crontab, without the times. */
  private static String line(WatchedNetworks networks, Network network) {
    String line = networks.settings("curl", network).lines().findFirst().orElseThrow();
    assertThat(line).startsWith("*/5 * * * * ");
    return line.substring("*/5 * * * * ".length());
  }

  /** A command line with the option that the guide names for an authority of one's own. */
  private static String trusting(
      Optional<Path> authority, String option, String command, String program) {
    return authority
        .map(file -> command.replaceFirst(program, "$0" + option + file))
        .orElse(command);
  }

  private static Ended shell(Path home, String command) {
    return InstalledProgram.named("sh", "dash").run(home, "-c", command);
  }
}
