package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.certificate.Keys;
import io.github.scrappyddns.acme.certificate.OwnCertificate;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.server.PemBlock;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.challenge.TokenChallenge;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSONBuilder;

/**
 * A certificate authority that speaks ACME (RFC 8555), by way of acme4j. Each order is a
 * conversation of its own, in the caller's thread.
 */
final class Authority implements Orders {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  /** Nobody asks for it by tls-alpn-01. */
  private static final String NO_TOKEN = "-";

  private final URI directory;
  private final Optional<String> contact;
  private final Optional<SSLContext> trust;

  /**
   * @param directory where the authority says what it can do
   * @param contact a mail address
   * @param trust what vouches for the authority's own server, where Java does not know it
   */
  Authority(URI directory, Optional<String> contact, Optional<SSLContext> trust) {
    this.directory = directory;
    this.contact = contact;
    this.trust = trust;
  }

  @Override
  public String order(List<String> names, KeyPair account, Challenge.Kind kind, Answers answers)
      throws Failure, InterruptedException {
    Conversation conversation = new Conversation();
    try {
      Session session = new Session(directory, conversation);
      session.setLocale(Locale.ENGLISH);
      session.networkSettings().setTimeout(PATIENCE);
      Login login = login(session, account);
      Order order = login.newOrder().domains(names).create();
      for (Authorization each : order.getAuthorizations()) {
        if (each.getStatus() != Status.VALID) {
          prove(each, kind, answers);
        }
      }
      order.waitUntilReady(LONGEST_STEP);
      KeyPair keys = Keys.make();
      request(session, login, order, OwnCertificate.request(names, keys));
      if (order.waitForCompletion(LONGEST_STEP) != Status.VALID) {
        throw Reasons.refused(order.getError(), conversation.retryAfter);
      }
      return text(keys, order.getCertificate().getCertificateChain());
    } catch (AcmeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw Reasons.of(e, directory, conversation.retryAfter);
    } catch (DatabaseException | Safe.Unusable e) {
      String why = "what the certificate authority asks could not be kept: " + e.getMessage();
      throw new Failure(Failure.Kind.UNREACHABLE, why, Optional.empty());
    } catch (GeneralSecurityException | RuntimeException e) {
      // What an answer holds that acme4j does not understand comes as one of many.
      throw Reasons.notUnderstood(directory, e);
    }
  }

  private Login login(Session session, KeyPair keys) throws AcmeException {
    AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(keys);
    contact.ifPresent(builder::addEmail);
    // An account that exists already is the answer, too.
    return builder.createLogin(session);
  }

  /**
   * Sends the request for the certificate. {@code Order.execute} does the same; but the compiler
   * would need Bouncy Castle to tell it from another method of that name.
   */
  private static void request(Session session, Login login, Order order, byte[] request)
      throws AcmeException {
    try (Connection connection = session.connect()) {
      JSONBuilder claims = new JSONBuilder().putBase64("csr", request);
      connection.sendSignedRequest(order.getFinalizeLocation(), claims, login);
    }
  }

  private static void prove(Authorization authorization, Challenge.Kind kind, Answers answers)
      throws AcmeException, Failure, InterruptedException {
    String name = authorization.getIdentifier().getDomain();
    Class<? extends TokenChallenge> wanted =
        kind == Challenge.Kind.HTTP_01 ? Http01Challenge.class : TlsAlpn01Challenge.class;
    TokenChallenge challenge =
        authorization.findChallenge(wanted).orElseThrow(() -> Reasons.notOffered(name, kind));
    String token = challenge instanceof Http01Challenge byPath ? byPath.getToken() : NO_TOKEN;
    answers.open(new Challenge(kind, name, token, challenge.getAuthorization()));
    challenge.trigger();
    if (challenge.waitForCompletion(LONGEST_STEP) != Status.VALID) {
      throw Reasons.unproved(name, kind, challenge.getError());
    }
  }

  private static String text(KeyPair keys, List<X509Certificate> chain)
      throws GeneralSecurityException {
    StringBuilder text = new StringBuilder(Keys.text(keys.getPrivate()));
    for (X509Certificate certificate : chain) {
      text.append(PemBlock.text("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }

  /** How acme4j reaches it; remembers when it wants to be asked again. */
  private final class Conversation extends GenericAcmeProvider {
    private @Nullable Instant retryAfter;

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(settings.getTimeout());
      trust.ifPresent(builder::sslContext);
      return builder.build();
    }

    @Override
    public Connection connect(URI server, NetworkSettings settings, HttpClient client) {
      return new DefaultConnection(createHttpConnector(settings, client)) {
        @Override
        protected void sendRequest(
            Session session, URL url, Consumer<java.net.http.HttpRequest.Builder> body)
            throws java.io.IOException {
          super.sendRequest(session, url, body);
          if (lastResponse != null && lastResponse.statusCode() >= 400) {
            retryAfter = getRetryAfter().orElse(null);
          }
        }
      };
    }
  }
}
