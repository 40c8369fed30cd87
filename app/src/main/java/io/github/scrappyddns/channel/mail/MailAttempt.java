package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Causes;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.http.Quotation;
import io.github.scrappyddns.channel.mail.MailTransport.Stage;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a mail server, within a time limit for the whole of it.
 *
 * <p>It has a thread for as long as it lasts, since a thread that waits for a socket cannot be
 * interrupted; at the limit the socket is closed, which sets the thread free.
 */
final class MailAttempt {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** What to do once logged in; returns what the server said. */
  @FunctionalInterface
  interface Errand {
    String run(MailTransport transport) throws MessagingException;
  }

  private final MailServer server;
  private final Manner manner;
  private final PushThreads threads;
  private final Patience patience;
  private final SSLSocketFactory tls;
  private final Socket socket = new Socket();
  private final MailTransport transport;
  private volatile boolean begun;

  /**
   * A conversation that has yet to begin.
   *
   * @param patience of the channel, for what is on no list
   * @param beyondAscii whether addresses go beyond ASCII
   */
  MailAttempt(
      MailServer server,
      Manner manner,
      PushThreads threads,
      Patience patience,
      boolean beyondAscii) {
    this.threads = threads;
    this.patience = patience;
    this.server = server;
    this.manner = manner;
    this.tls = manner.tls().get().getSocketFactory();
    this.transport = MailTransport.to(server, tls, beyondAscii);
  }

  /** Begins the conversation; who cancels it hangs up. */
  CompletableFuture<DeliveryResult> run(Errand errand) {
    CompletableFuture<DeliveryResult> outcome = new CompletableFuture<>();
    Future<?> limit = threads.after(manner.total(), () -> outcome.complete(silence()));
    var unused =
        outcome.whenComplete(
            (told, failure) -> {
              limit.cancel(false);
              close();
            });
    var unusedEnd =
        threads
            .addressOf(server.host())
            .thenAccept(
                address -> {
                  if (!outcome.isDone()) {
                    threads.converse(server.host(), () -> converse(address, errand, outcome));
                  }
                })
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    fail(outcome, Causes.unwrapped(failure));
                  }
                });
    return outcome;
  }

  private void converse(
      InetAddress address, Errand errand, CompletableFuture<DeliveryResult> outcome) {
    if (outcome.isDone()) {
      return; // Its time was up before there was a thread for it.
    }
    begun = true;
    try {
      outcome.complete(converse(address, errand));
    } catch (IOException | MessagingException | RuntimeException | Error e) {
      fail(outcome, e);
    }
  }

  private void fail(CompletableFuture<DeliveryResult> outcome, Throwable failure) {
    if (failure instanceof IOException || failure instanceof MessagingException) {
      outcome.complete(refusal(failure));
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  private DeliveryResult converse(InetAddress address, Errand errand)
      throws IOException, MessagingException {
    socket.connect(new InetSocketAddress(address, server.port()), (int) CONNECT_LIMIT.toMillis());
    transport.setLocalHost(
        server.clientHost().orElseGet(() -> ClientHost.on(socket.getLocalAddress())));
    transport.connect(server.security() == MailServer.Security.TLS ? secured() : socket);
    DeliveryResult delivered = DeliveryResult.delivered(errand.run(transport));
    patience.restore();
    transport.close();
    return delivered;
  }

  private Socket secured() throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, server.host(), server.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // For us, it is closed anyway.
      return;
    }
  }

  private DeliveryResult silence() {
    if (!begun) {
      return DeliveryResult.retry("no conversation with " + server.host());
    }
    return transport.stage() == Stage.END
        ? DeliveryResult.unsure(server.host() + " did not confirm the message")
        : DeliveryResult.retry(server.host() + " does not answer");
  }

  /** The classes of Angus's exceptions tell little; the server's code and the stage tell all. */
  private DeliveryResult refusal(@Nullable Throwable failure) {
    if (Causes.include(failure, GeneralSecurityException.class)) {
      return DeliveryResult.badChannel(
          server.host() + " shows a certificate that cannot be trusted");
    }
    Optional<Integer> answered = answered(failure);
    int code = answered.orElseGet(transport::getLastReturnCode);
    if (Causes.include(failure, SSLException.class)) {
      return DeliveryResult.retry("no TLS connection to " + server.host());
    }
    if (code <= 0 || Causes.include(failure, IOException.class)) {
      return transport.stage() == Stage.END
          ? silence()
          : DeliveryResult.retry("no conversation with " + server.host());
    }
    if (answered.isPresent() && code < 400) {
      return DeliveryResult.retry(
          "out of turn, "
              + server.host()
              + " says: "
              + Quotation.of(said(failure), server.secrets()));
    }
    if (code < 400) {
      return DeliveryResult.badChannel(
          server.host() + " does not offer what this channel requires");
    }
    MailRefusal refusal = MailRefusal.of(code, transport.stage(), said(failure), server.secrets());
    return refusal
        .meaning()
        .orElseGet(
            () ->
                patience.tried(
                    DeliveryResult.retry(refusal.told()),
                    manner.clock().instant(),
                    Patience.USUAL));
  }

  /** The code by which a command was refused, if it was one that sends the message. */
  private static Optional<Integer> answered(@Nullable Throwable failure) {
    return Causes.find(failure, SMTPAddressFailedException.class)
        .map(SMTPAddressFailedException::getReturnCode)
        .or(
            () ->
                Causes.find(failure, SMTPSenderFailedException.class)
                    .map(SMTPSenderFailedException::getReturnCode))
        .or(
            () ->
                Causes.find(failure, SMTPSendFailedException.class)
                    .map(SMTPSendFailedException::getReturnCode));
  }

  private String said(@Nullable Throwable failure) {
    return Causes.find(failure, SMTPAddressFailedException.class)
        .map(Throwable::getMessage)
        .or(() -> Optional.ofNullable(transport.getLastServerResponse()))
        .orElse("no reason given");
  }
}
