package io.github.scrappyddns.channel.testing;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for servers of tests, made by the JDK's own tool. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** A context that shows, and trusts, a new certificate for these names. */
  public static SSLContext selfSigned(Path directory, String names) throws Exception {
    Path store = Files.createTempFile(directory, "self", ".p12");
    Files.delete(store);
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "test",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "san=" + names);
    return context(store);
  }

  /** The same by a root that it trusts, but out of date: a root's own dates are not looked at. */
  public static SSLContext expired(Path directory, String names) throws Exception {
    Path store = Files.createTempFile(directory, "expired", ".p12");
    Files.delete(store);
    String request = directory.resolve("request").toString();
    String issued = directory.resolve("issued").toString();
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "root",
        "-keyalg",
        "EC",
        "-dname",
        "CN=root",
        "-ext",
        "bc:c");
    keytool(store, "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test");
    keytool(store, "-certreq", "-alias", "test", "-file", request);
    keytool(
        store,
        "-gencert",
        "-alias",
        "root",
        "-infile",
        request,
        "-outfile",
        issued,
        "-ext",
        "san=" + names,
        "-startdate",
        "-9d",
        "-validity",
        "2");
    keytool(store, "-importcert", "-noprompt", "-alias", "test", "-file", issued);
    return context(store);
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool " + arguments[0] + " failed");
    }
  }

  private static SSLContext context(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    String root = keys.containsAlias("root") ? "root" : "test";
    roots.setCertificateEntry("root", keys.getCertificate(root));
    if (root.equals("root")) {
      keys.deleteEntry("root");
    }
    KeyManagerFactory shown =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
