package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.Failure.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/** What authorities answer (RFC 8555, 6.7), in words that say what to do. */
final class Reasons {
  private static final int LONGEST_QUOTE = 300;

  private Reasons() {}

  /** Of a challenge that did not go well. */
  static Failure unproved(String name, Challenge.Kind kind, Optional<Problem> problem) {
    String advice =
        switch (problem.map(Reasons::type).orElse("")) {
          case "dns" ->
              "the certificate authority finds no address of %s in DNS: let the name lead to this"
                      .formatted(name)
                  + " network's public address";
          case "connection" ->
              "the certificate authority cannot reach port %d of %s: let the name lead to this"
                      .formatted(kind.port(), name)
                  + " network's public address, and router and firewall let that port through to "
                  + here(kind);
          case "caa" -> "the CAA record of %s in DNS allows other authorities only".formatted(name);
          default ->
              "the certificate authority does not find this service on port %d of %s: let the name lead"
                      .formatted(kind.port(), name)
                  + " to this network's public address, and the router pass that port on to "
                  + here(kind);
        };
    return new Failure(
        Kind.UNPROVED, "by " + spelled(kind) + " " + advice + quoted(problem), Optional.empty());
  }

  private static String here(Challenge.Kind kind) {
    return kind == Challenge.Kind.HTTP_01 ? "PLAIN_PORT of this machine" : "this service's port";
  }

  /** As the RFCs write it. */
  private static String spelled(Challenge.Kind kind) {
    return kind == Challenge.Kind.HTTP_01 ? "http-01" : "tls-alpn-01";
  }

  /** Where the authority knows no such challenge. */
  static Failure notOffered(String name, Challenge.Kind kind) {
    return new Failure(
        Kind.UNPROVED,
        "the certificate authority does not offer to look at %s by %s"
            .formatted(name, spelled(kind)),
        Optional.empty());
  }

  /** Of an order that did not become a certificate. */
  static Failure refused(Optional<Problem> problem, @Nullable Instant retryAfter) {
    return new Failure(
        Kind.REFUSED,
        "the certificate authority refused the request" + quoted(problem),
        Optional.ofNullable(retryAfter));
  }

  /** Of an answer that makes no sense. */
  static Failure notUnderstood(URI directory, Exception what) {
    return new Failure(
        Kind.REFUSED,
        "%s does not answer as ACME has it: is TLS_ACME_DIRECTORY right? (%s)"
            .formatted(directory.getHost(), what),
        Optional.empty());
  }

  /** Of what acme4j throws. */
  static Failure of(AcmeException failure, URI directory, @Nullable Instant retryAfter) {
    Optional<Instant> notBefore = Optional.ofNullable(retryAfter);
    if (failure instanceof AcmeNetworkException) {
      return new Failure(
          Kind.UNREACHABLE, unreachable(failure.getCause(), directory.getHost()), notBefore);
    }
    if (failure instanceof AcmeRateLimitedException limited) {
      return new Failure(
          Kind.LIMITED,
          "the certificate authority was asked too often"
              + quoted(Optional.of(limited.getProblem())),
          limited.getRetryAfter().or(() -> notBefore));
    }
    if (failure instanceof AcmeUserActionRequiredException user) {
      String terms = user.getTermsOfServiceUri().map(URI::toString).orElse("its site");
      return new Failure(
          Kind.REFUSED,
          "the certificate authority wants its new terms to be read and agreed to: see " + terms,
          notBefore);
    }
    if (failure instanceof AcmeServerException server) {
      Problem problem = server.getProblem();
      return new Failure(
          Kind.REFUSED,
          "the certificate authority " + advice(problem) + quoted(Optional.of(problem)),
          notBefore);
    }
    return new Failure(
        Kind.REFUSED, directory.getHost() + ": " + clean(failure.toString()), notBefore);
  }

  private static String advice(Problem problem) {
    String name =
        problem.getSubProblems().stream()
            .flatMap(part -> part.getIdentifier().stream())
            .findFirst()
            .or(problem::getIdentifier)
            .map(Identifier::getValue)
            .orElse("a name in TLS_ACME");
    return switch (type(problem)) {
      case "rejectedIdentifier" -> "gives no certificate for " + name;
      case "dns" -> "finds no address of " + name + " in DNS";
      case "caa" -> "may not: the CAA record of " + name + " in DNS allows others only";
      case "externalAccountRequired" ->
          "wants an account that was made on its site before, which this program cannot use";
      case "invalidContact", "unsupportedContact" -> "does not take TLS_ACME_CONTACT";
      case "serverInternal" -> "has a trouble of its own";
      default -> "refused the order";
    };
  }

  private static String type(Problem problem) {
    String type = problem.getType().toString();
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private static String unreachable(@Nullable Throwable cause, String host) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof SSLException) {
        return "the certificate of %s itself is not trusted: for a private authority, set TLS_ACME_CA"
                .formatted(host)
            + " to the file with its root ("
            + clean(String.valueOf(one.getMessage()))
            + ")";
      }
      if (one instanceof UnknownHostException || one instanceof UnresolvedAddressException) {
        return "there is no " + host + " in DNS, or no DNS here";
      }
    }
    String reason = cause instanceof ConnectException ? "" : " (" + cause + ")";
    return host + " cannot be reached" + clean(reason);
  }

  private static String quoted(Optional<Problem> problem) {
    return problem
        .flatMap(one -> one.getDetail().or(one::getTitle))
        .map(text -> ". It says: " + clean(text))
        .orElse("");
  }

  /** What somebody else wrote, for a line of the log. */
  private static String clean(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }
}
