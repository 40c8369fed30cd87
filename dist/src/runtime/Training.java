import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A first day in the life of the service, so that Java can keep what it loaded: {@code java Training.java <launcher>
 * <cache to write>}. It starts the service with its launcher, calls it as clients do, takes an alert, opens every page
 * and stops it.
 */
final class Training {
  private static final Pattern PORTS =
      Pattern.compile("listens on \\S+ port (\\d+) by TLS and port (\\d+) without");
  private static final String TOKEN = "a-token-for-the-training-only";
  private static final String PASSWORD = "training";
  private static final long PATIENCE_SECONDS = 60;

  public static void main(String[] arguments) throws Exception {
    Path launcher = Path.of(arguments[0]);
    Path cache = Path.of(arguments[1]).toAbsolutePath();
    Path directory = Files.createTempDirectory("scrappy-ddns-training");
    try {
      train(launcher, cache, directory);
    } finally {
      delete(directory);
    }
    if (!Files.exists(cache)) {
      throw new IOException("Java wrote no " + cache);
    }
  }

  private static void train(Path launcher, Path cache, Path directory) throws Exception {
    CountDownLatch alerts = new CountDownLatch(2);
    HttpServer phone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    phone.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          alerts.countDown();
        });
    phone.start();
    KeyStore keys = keys(directory);
    Files.writeString(directory.resolve("tokens"), TOKEN + ":Home\n" + TOKEN + "-2:Office\n");
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "TOKEN_LIST_FILE = 'tokens'  # a comment\nALERT_INTERVAL = '100ms'\nNOTIFY_URLS = 'json://127.0.0.1:"
            + phone.getAddress().getPort()
            + "/'\nTLS_CERTIFICATE = 'certificate.pem'\nTLS_PRIVATE_KEY = 'key.pem'\nPLAIN_PORT = 0\nADMIN_PASSWORD = '"
            + PASSWORD
            + "'\n");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toAbsolutePath().toString(), "127.0.0.1", "0")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SCRAPPY") || name.startsWith("JAVA_"));
    builder.environment().put("JAVA_OPTS", "-XX:AOTCacheOutput=" + cache + " -Xlog:aot=error,cds=error");
    Process service = builder.start();
    try {
      BufferedReader output = service.inputReader();
      Matcher ports = ports(output);
      call("https://127.0.0.1:" + ports.group(1), trusting(keys));
      call("http://127.0.0.1:" + ports.group(2), SSLContext.getDefault());
      look("http://127.0.0.1:" + ports.group(2));
      if (!alerts.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("The service sent no alert");
      }
      service.toHandle().destroy();
      output.lines().forEach(System.out::println);
      if (!service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("The service did not stop");
      }
    } finally {
      service.destroyForcibly();
      phone.stop(0);
    }
  }

  private static Matcher ports(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      System.out.println(line);
      Matcher matcher = PORTS.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
    }
    throw new IOException("The service did not start");
  }

  /** A certificate of its own for this machine, and its key, as the PEM files that operators have. */
  private static KeyStore keys(Path directory) throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "training", "-dname", "CN=training", "-ext", "san=ip:127.0.0.1",
                "-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    pem(directory.resolve("certificate.pem"), "CERTIFICATE", keys.getCertificate("training").getEncoded());
    pem(
        directory.resolve("key.pem"),
        "PRIVATE KEY",
        keys.getKey("training", PASSWORD.toCharArray()).getEncoded());
    return keys;
  }

  private static void pem(Path file, String kind, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("training", keys.getCertificate("training"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void call(String service, SSLContext context) throws IOException, InterruptedException {
    HttpClient router =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
    String office = TOKEN + "-2";
    for (String path :
        List.of(
            "/health",
            "/" + TOKEN,
            "/" + TOKEN,
            "/" + TOKEN + "?ip_address=203.0.113.7",
            "/" + TOKEN + "?ip_address=2001:db8::7",
            "/nic/update?hostname=office.example.com&myip=198.51.100.20",
            "/update?domains=office&token=" + office + "&ip=198.51.100.21",
            "/" + office + "/ip",
            "/myip",
            "/no-such-token",
            "/" + TOKEN + "?ip_address=none")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(service + path))
              .header(
                  "Authorization", "Basic " + Base64.getEncoder().encodeToString(("office:" + office).getBytes()))
              .build();
      HttpResponse<String> answer = router.send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + answer.body().strip());
    }
  }

  /** As its owner does who opens the dashboard. */
  private static void look(String service) throws IOException, InterruptedException {
    HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(service + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("password=" + PASSWORD))
            .build();
    // Java's own jar of cookies sends them as RFC 2965 had it, which no browser does.
    String cookie =
        browser
            .send(signIn, HttpResponse.BodyHandlers.ofString())
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow(() -> new IOException("The service let nobody in"));
    for (String path :
        List.of("/", "/dashboard/networks/1", "/dashboard/channels", "/dashboard/problems", "/dashboard/settings",
            "/dashboard/access", "/dashboard/audit", "/dashboard/networks/1.csv", "/assets/none")) {
      HttpResponse<String> page =
          browser.send(
              HttpRequest.newBuilder(URI.create(service + path))
                  .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (page.statusCode() != 200 && !path.startsWith("/assets/")) {
        throw new IOException(path + " was answered " + page.statusCode());
      }
      System.out.println(page.statusCode() + " " + path);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
