package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of one's own, made by the real openssl, that nobody knows by default. */
public final class PrivateAuthority {
  private static final List<String> FRESH_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes");

  private final Path directory;

  /** Makes one; its files stand in a directory. */
  public PrivateAuthority(Path directory) {
    try {
      this.directory = Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openssl("-keyout", "authority.key", "-out", "authority.pem", "-subj", "/CN=An authority");
  }

  /** Its own certificate, for clients that are to trust it. */
  public Path certificate() {
    return directory.resolve("authority.pem");
  }

  /**
   * Issues a certificate: {@code <name>.pem}, and its key beside it as {@code <name>.key}.
   *
   * @param subjects whom it names, as OpenSSL writes it: {@code DNS:ddns.example.com,IP:127.0.0.1}
   */
  public Path issue(String name, String subjects) {
    openssl(
        "-CA",
        "authority.pem",
        "-CAkey",
        "authority.key",
        "-keyout",
        name + ".key",
        "-out",
        name + ".pem",
        "-subj",
        "/CN=" + name,
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-addext",
        "subjectAltName=" + subjects);
    return directory.resolve(name + ".pem");
  }

  private void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("req", "-x509", "-days", "3"));
    command.addAll(FRESH_KEY);
    command.addAll(List.of(arguments));
    InstalledProgram.Ended ended =
        InstalledProgram.named("openssl", "openssl").run(directory, command.toArray(String[]::new));
    if (ended.status() != 0) {
      throw new AssertionError("openssl failed:\n" + ended.output());
    }
  }
}
