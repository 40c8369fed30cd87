package io.github.scrappyddns.process;

import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A way through a proxy: in the clear or not, at the root of a host name or below it. */
record ProxiedWay(String scheme, String host, int port, String prefix) {
  /** All four of them. */
  static List<ProxiedWay> through(FrontProxy.Running proxy) {
    return Stream.of("http", "https")
        .flatMap(
            scheme -> {
              int port = scheme.equals("http") ? proxy.plain() : proxy.tls();
              return Stream.of(
                  new ProxiedWay(scheme, FrontProxy.AT_THE_ROOT, port, ""),
                  new ProxiedWay(scheme, FrontProxy.UNDER_A_PATH, port, "/ddns"));
            })
        .toList();
  }

  /**
   * Calls as the real curl does, from an address of this machine; prints head and body.
   *
   * @param authority the certificate that it trusts
   * @param home a directory for what curl leaves
   */
  Ended call(Path authority, Path home, String from, String target, String... options) {
    String to = from.contains(":") ? "[::1]" : "127.0.0.1";
    List<String> arguments =
        new ArrayList<>(List.of("-isS", "-m", "30", "--interface", from, "--cacert"));
    arguments.add(authority.toString());
    arguments.addAll(List.of("--resolve", host + ":" + port + ":" + to));
    arguments.addAll(List.of(options));
    arguments.add(scheme + "://" + host + ":" + port + prefix + target);
    return InstalledProgram.named("curl", "curl").run(home, arguments.toArray(String[]::new));
  }
}
