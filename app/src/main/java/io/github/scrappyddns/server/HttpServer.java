package io.github.scrappyddns.server;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.http.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: Jetty, with the limits that the open Internet requires.
 *
 * <p>It speaks HTTP/1.1 alone, over TLS, too: old clients fail on HTTP/2. It checks no host name
 * against its certificate, since clients call it by whatever name or address they know, and it
 * never redirects from clear text to TLS: inadyn, pfSense and ddclient do not follow.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** A token, an address, some parameters: real clients stay far below. */
  static final int LARGEST_HEAD = 4 * 1024;

  /** A connection without a byte for this long is closed. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** A request that drips is closed after some rounds of this length. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** How many callers the system keeps waiting while nobody is let in: a burst, and no reset. */
  private static final int LONGEST_QUEUE = 4_096;

  /** Endpoints never block, so few threads serve every connection. */
  private static final int MOST_THREADS = 16;

  /**
   * Callers are known by their token alone: nobody needs the Host field, and firmware writes into
   * it what it likes. RFC 9112, 3.2.2, lets it be ignored beside an absolute target.
   */
  private static final HttpCompliance ANY_HOST =
      HttpCompliance.RFC7230.with(
          "ANY_HOST",
          HttpCompliance.Violation.MISMATCHED_AUTHORITY,
          HttpCompliance.Violation.UNSAFE_HOST_HEADER);

  private static final int LEAST_THREADS = 4;
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);

  static {
    // Otherwise Jetty starts the platform's MBean server to learn the size of a reference: two
    // hundred
    // classes for one number that only spaces out an array.
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    // The JDK ends a handshake over a name in SNI that it finds odd: my_nas, or a dot at the end.
    // There is one certificate, so nobody needs that name.
    System.setProperty("jdk.tls.server.disableExtensions", "server_name");
  }

  private final Server server;
  private final Duration round;
  private final ConnectionGate gate;
  private final RefusedCalls refused;
  private SslContextFactory.@Nullable Server tls;

  /**
   * A server that does not listen yet.
   *
   * @param carriesOthers whether an address is a proxy's, which may hold more connections than one
   *     caller
   * @param refused where to note the calls that do not get as far as the endpoint
   * @param tls whether it will listen by TLS, whose connections take more memory
   */
  public HttpServer(
      Endpoint endpoint,
      Predicate<PublicAddress> carriesOthers,
      RefusedCalls refused,
      boolean tls) {
    this(endpoint, carriesOthers, refused, ConnectionLimits.ofProcess(tls), ROUND);
  }

  /**
   * The same.
   *
   * @param round how often to look for requests that drip
   */
  HttpServer(
      Endpoint endpoint,
      Predicate<PublicAddress> carriesOthers,
      RefusedCalls refused,
      ConnectionLimits limits,
      Duration round) {
    this.refused = refused;
    this.round = round;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("http");
    server = new Server(threads);
    Crowd crowd = new Crowd(server, limits);
    gate = new ConnectionGate(limits, carriesOthers, crowd);
    server.setHandler(new JettyHandler(endpoint, refused, crowd::isCrowded));
    server.setErrorHandler(new PlainErrors(refused));
    server.setStopTimeout(PATIENCE_AT_THE_END.toMillis());
  }

  /**
   * Adds an address to listen on, in clear text.
   *
   * @param bind port 0 takes any that is free
   */
  public HttpServer listen(InetSocketAddress bind) {
    add(new ServerConnector(server, 1, 1, http()), bind);
    return this;
  }

  /**
   * Adds an address to listen on, with TLS 1.2 or 1.3.
   *
   * @param bind port 0 takes any that is free
   */
  public HttpServer listen(InetSocketAddress bind, ServerCertificate certificate) {
    return listen(bind, certificate, new SslContextFactory.Server());
  }

  /**
   * The same for a certificate that an authority gives who proves by TLS that the name is its own.
   *
   * @param challenge what such an authority is shown, as RFC 8737 has it; gives null while none
   *     asks for it
   */
  public HttpServer listen(
      InetSocketAddress bind,
      ServerCertificate certificate,
      Supplier<@Nullable ServerCertificate> challenge) {
    return listen(bind, certificate, new ValidatedTls(challenge));
  }

  private HttpServer listen(
      InetSocketAddress bind, ServerCertificate certificate, SslContextFactory.Server context) {
    context.setKeyStore(certificate.keyStore());
    context.setKeyStorePassword("");
    tls = context;
    // The idle time-out and the watch for dripping requests also limit the handshake.
    SslConnectionFactory handshake =
        new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
    // Otherwise Jetty answers 400 to calls by a name that is not in the certificate.
    handshake.setEnsureSecureRequestCustomizer(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, handshake, http());
    connector.addBean(new FailedHandshakes(refused));
    add(connector, bind);
    return this;
  }

  private static LimitedConnection.Factory http() {
    return new LimitedConnection.Factory(limits());
  }

  private void add(ServerConnector connector, InetSocketAddress bind) {
    connector.setHost(bind.getAddress().getHostAddress());
    connector.setPort(bind.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setReuseAddress(true);
    connector.setAcceptQueueSize(LONGEST_QUEUE);
    connector.addBean(gate);
    connector.addBean(new SlowRequests(connector, round));
    server.addConnector(connector);
  }

  /**
   * Shows a new certificate to those who connect from now on; others are not disturbed.
   *
   * @throws IllegalStateException if it does not listen with TLS
   */
  public void show(ServerCertificate certificate) {
    SslContextFactory.Server context = tls;
    if (context == null) {
      throw new IllegalStateException("There is no TLS to show a certificate with");
    }
    try {
      context.reload(factory -> factory.setKeyStore(certificate.keyStore()));
    } catch (Exception e) {
      throw new IllegalStateException("A certificate that was read cannot be shown", e);
    }
  }

  private static HttpConfiguration limits() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    // A cache for each connection takes ten times what all else of it does.
    configuration.setHeaderCacheSize(0);
    configuration.setSendServerVersion(false);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(ANY_HOST);
    return configuration;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if it cannot listen on the address
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** The ports it listens on, in the order they were added. */
  public List<Integer> ports() {
    return Arrays.stream(server.getConnectors())
        .map(connector -> ((ServerConnector) connector).getLocalPort())
        .toList();
  }

  /** Takes no new calls, lets those under way finish, then ends; cuts off what takes too long. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // Jetty has stopped all the same, and the parts below must be stopped, too.
      LOG.info("Calls that took too long were cut off at shutdown ({})", e.toString());
    }
  }
}
