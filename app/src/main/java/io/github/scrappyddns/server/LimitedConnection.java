package io.github.scrappyddns.server;

import static java.util.Objects.requireNonNull;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.StringUtil;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection, with a limit on the number of a request's header fields, which Jetty knows
 * none of, with a note of when it was last of use, and with patience for what firmware writes.
 */
final class LimitedConnection extends HttpConnection {
  /** Real clients send five to fifteen. Each costs some hundred bytes until the request ends. */
  static final int MOST_FIELDS = 100;

  /** Makes them for a connector. */
  static final class Factory extends HttpConnectionFactory {
    Factory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      return configure(
          new LimitedConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }
  }

  private volatile long usefulAt = System.nanoTime();
  private volatile boolean waitsForUs;

  /** Asked for by the constructor above this class, just before the parser, which calls it. */
  private @Nullable CountingHandler handler;

  private LimitedConnection(
      HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
    super(configuration, connector, endPoint);
  }

  /** What speaks HTTP on an endpoint, below TLS or not; null while there is nothing yet. */
  static @Nullable LimitedConnection on(EndPoint endPoint) {
    Connection outer = endPoint.getConnection();
    Connection inner =
        outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
    return inner instanceof LimitedConnection limited ? limited : null;
  }

  /** Notes that a request was answered that was of use; a nano time. */
  void wasUseful(long nanoTime) {
    usefulAt = nanoTime;
  }

  /** The nano time of the last request that was of use, or of the beginning. */
  long usefulAt() {
    return usefulAt;
  }

  /** Says whether its caller waits for the disk: then it is not the caller who is slow. */
  void waitsForUs(boolean waits) {
    waitsForUs = waits;
  }

  boolean waitsForUs() {
    return waitsForUs;
  }

  @Override
  protected RequestHandler newRequestHandler() {
    handler = new CountingHandler();
    return handler;
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    HttpConfiguration configuration = getHttpConfiguration();
    HttpParser parser =
        new ForgivingParser(
            requireNonNull(handler), configuration.getRequestHeaderSize(), compliance);
    parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
    return parser;
  }

  /** Counts the fields of head and trailer as they come, so that none is kept over the limit. */
  private final class CountingHandler extends RequestHandler {
    private int fields;

    @Override
    public void startRequest(String method, String uri, HttpVersion version) {
      fields = 0;
      super.startRequest(method, uri, version);
    }

    /** An empty Host is legal (RFC 9112, 3.2), and to Jetty an error. */
    @Override
    public void parsedHeader(HttpField field) {
      count();
      if (field.getHeader() != HttpHeader.HOST || !StringUtil.isBlank(field.getValue())) {
        super.parsedHeader(field);
      }
    }

    @Override
    public void parsedTrailer(HttpField field) {
      count();
      super.parsedTrailer(field);
    }

    private void count() {
      if (++fields > MOST_FIELDS) {
        throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
      }
    }
  }
}
