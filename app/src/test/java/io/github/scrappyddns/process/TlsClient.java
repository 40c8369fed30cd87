package io.github.scrappyddns.process;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.WatchedNetworks;
import io.github.scrappyddns.testing.WatchedNetworks.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

/** A real client that checks in over TLS, trusting an authority of one's own or not. */
enum TlsClient {
  CURL("OK", "unable to get local issuer certificate") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      List<String> options = new ArrayList<>(List.of("-fsS", "-m", "20"));
      authority.ifPresent(file -> options.addAll(List.of("--cacert", file.toString())));
      options.add(network.url());
      return InstalledProgram.named("curl", "curl").run(home, options.toArray(String[]::new));
    }
  },
  GNU_WGET("OK", "doesn't have a known issuer") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      List<String> options = new ArrayList<>(List.of("-nv", "-T", "20", "-t", "1", "-O", "-"));
      authority.ifPresent(file -> options.add("--ca-certificate=" + file));
      options.add(network.url());
      return InstalledProgram.named("wget", "wget").run(home, options.toArray(String[]::new));
    }
  },
  /**
   * Debian's has no TLS of its own: it runs {@code openssl s_client}. Where the URL has an address
   * and a port, 1.35 has it verify both together as an address, which fails; so a name stands here.
   */
  BUSYBOX_WGET("OK", "error getting response") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      InstalledProgram.named("openssl", "openssl");
      return InstalledProgram.named("busybox", "busybox")
          .with(trusting(authority))
          .run(home, "wget", "-O", "-", network.url().replace("127.0.0.1", "localhost"));
    }
  },
  DDCLIENT("SUCCESS:  updating |nochg 127", "certificate verify failed") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      String trust = authority.map(file -> "ssl_ca_file=" + file + "\n").orElse("");
      Path settings =
          Files.writeString(
              home.resolve("ddclient.conf"), trust + networks.settings("ddclient", network));
      Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
      return InstalledProgram.named("ddclient", "ddclient")
          .run(
              home,
              "-foreground",
              "-daemon=0",
              "-force",
              "-verbose",
              "-noquiet",
              "-file",
              settings.toString(),
              "-cache",
              home.resolve("cache").toString(),
              "-pid",
              home.resolve("pid").toString());
    }
  },
  /** It takes no address of loopback for its own, so that it declares another one. */
  INADYN("Successful alias table update", "The certificate is not trusted") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      String trust = authority.map(file -> "ca-trust-file = \"" + file + "\"\n").orElse("");
      String settings =
          networks
              .settings("inadyn", network)
              .replaceFirst(
                  "(?m)^ *checkip-ssl ",
                  "    checkip-command = \"/bin/echo " + address() + "\"\n$0");
      Path file = Files.writeString(home.resolve("inadyn.conf"), trust + settings);
      return InstalledProgram.named("inadyn", "inadyn")
          .run(
              home,
              "-1",
              "-l",
              "info",
              "-n",
              "--force",
              "--cache-dir=" + Files.createDirectories(home.resolve("inadyn")),
              "-P",
              home.resolve("pid").toString(),
              "-f",
              file.toString());
    }

    @Override
    String address() {
      return "203.0.113.7";
    }
  },
  DDUPDATE("INFO - Update OK", "CERTIFICATE_VERIFY_FAILED") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      Path plugins = Files.createDirectories(home.resolve(".local/share/ddupdate/plugins"));
      Files.writeString(
          plugins.resolve("of_a_test.py"),
          Files.readString(Path.of("src/test/resources/clients/ddupdate.py")));
      Files.writeString(home.resolve("server"), networks.url());
      Path credentials = home.resolve(".netrc");
      Files.writeString(
          credentials, "machine 127.0.0.1 login home password " + network.token() + "\n");
      Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(home.resolve("ddupdate.conf"), "[update]\nloglevel = debug\n");
      return InstalledProgram.named("ddupdate", "ddupdate")
          .with(trusting(authority))
          .run(
              home,
              "-c",
              home.resolve("ddupdate.conf").toString(),
              "-f",
              "-H",
              "home.example.com",
              "-s",
              "by-get",
              "-a",
              "hardcoded-ip",
              "-O",
              "ip=127.0.0.1");
    }
  },
  AIOHTTP("127.0.0.1\n", "certificate verify failed") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority) {
      Path script = Path.of("src/test/resources/clients/home_assistant.py").toAbsolutePath();
      return InstalledProgram.named("python3", "python3")
          .able("python3-aiohttp", "-c", "import aiohttp")
          .with(trusting(authority))
          .run(home, script.toString(), "no_ip", networks.url(), network.token(), "127.0.0.1");
    }
  },
  JAVA("OK", "unable to find valid certification path") {
    @Override
    Ended checkIn(Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
        throws IOException {
      HttpClient.Builder client = HttpClient.newBuilder();
      authority.ifPresent(file -> client.sslContext(context(file)));
      try {
        HttpResponse<String> answer =
            client
                .build()
                .send(
                    HttpRequest.newBuilder(URI.create(network.url())).build(),
                    HttpResponse.BodyHandlers.ofString());
        return new Ended(answer.statusCode() == 200 ? 0 : 1, answer.body());
      } catch (SSLHandshakeException refused) {
        return new Ended(1, String.valueOf(refused.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  };

  /** What it prints where it took the answer for success: a pattern. */
  final String accepted;

  /** What it prints where it does not trust the certificate. */
  final String refused;

  TlsClient(String accepted, String refused) {
    this.accepted = accepted;
    this.refused = refused;
  }

  /** Where the network is, as far as this client tells. */
  String address() {
    return "127.0.0.1";
  }

  /** One check-in from 127.0.0.1. */
  abstract Ended checkIn(
      Path home, WatchedNetworks networks, Network network, Optional<Path> authority)
      throws IOException;

  private static Map<String, String> trusting(Optional<Path> authority) {
    return authority.map(file -> Map.of("SSL_CERT_FILE", file.toString())).orElse(Map.of());
  }

  private static SSLContext context(Path authority) {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore roots = KeyStore.getInstance("PKCS12");
      roots.load(null, null);
      roots.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(roots);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
