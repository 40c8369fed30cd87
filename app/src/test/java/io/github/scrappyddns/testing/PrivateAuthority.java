package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private certificate authority, made by the real openssl, and the PEM files that it issues. */
public final class PrivateAuthority {
  /** The kinds of keys that openssl writes, each in a form that is met in the field. */
  public enum KeyForm {
    RSA_PKCS8("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
    RSA_TRADITIONAL("genrsa -traditional 2048"),
    EC_PKCS8("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
    EC_TRADITIONAL("ecparam -genkey -name secp384r1"),
    ED25519("genpkey -algorithm ED25519"),
    RSA_ENCRYPTED("genrsa -aes128 -passout pass:s3cr3t 2048");

    private final String command;

    KeyForm(String command) {
      this.command = command;
    }
  }

  /** What was issued: the certificate with its chain, and its key. */
  public record Issued(Path certificate, Path privateKey) {}

  private final InstalledProgram openssl = InstalledProgram.named("openssl", "openssl");
  private final Path directory;
  private int count;

  public PrivateAuthority(Path directory) {
    this.directory = directory;
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Root -keyout root.key -out root.pem"
            + " -addext basicConstraints=critical,CA:TRUE");
    openssl("req -newkey rsa:2048 -nodes -subj /CN=Between -keyout between.key -out between.csr");
    write("ca.ext", "basicConstraints=critical,CA:TRUE\n");
    openssl(
        "x509 -req -in between.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30"
            + " -extfile ca.ext -out between.pem");
  }

  /** What clients are to trust. */
  public Path root() {
    return directory.resolve("root.pem");
  }

  /** Issues a certificate for localhost, by way of an intermediate one, that is valid now. */
  public Issued issue(KeyForm kind) {
    return issue(kind, 30);
  }

  /**
   * The same.
   *
   * @param days until it expires; it was issued now
   */
  public Issued issue(KeyForm kind, int days) {
    String name = "server-" + ++count;
    Path key = directory.resolve(name + ".key");
    write(name + ".key", key(kind));
    openssl("req -new -subj /CN=localhost -key " + name + ".key -passin pass:s3cr3t -out req.csr");
    write(
        "server.ext",
        """
        subjectAltName=DNS:localhost,DNS:ddns.example.com,IP:127.0.0.1,IP:::1
        extendedKeyUsage=serverAuth
        """);
    openssl(
        "x509 -req -in req.csr -CA between.pem -CAkey between.key -CAcreateserial -days "
            + days
            + " -extfile server.ext -out own.pem");
    Path certificate = directory.resolve(name + ".pem");
    write(name + ".pem", read("own.pem") + read("between.pem"));
    return new Issued(certificate, key);
  }

  private String key(KeyForm kind) {
    InstalledProgram.Ended ended = openssl.run(directory, kind.command.split(" ", -1));
    String output = ended.output();
    if (ended.status() != 0 || !output.contains("-----BEGIN")) {
      throw new AssertionError("openssl made no key: " + output);
    }
    return output.substring(output.indexOf("-----BEGIN"));
  }

  private void openssl(String arguments) {
    InstalledProgram.Ended ended = openssl.run(directory, arguments.split(" ", -1));
    if (ended.status() != 0) {
      throw new AssertionError("openssl " + arguments + ": " + ended.output());
    }
  }

  /** The text of one of its files. */
  public String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
