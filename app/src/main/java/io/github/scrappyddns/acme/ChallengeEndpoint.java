package io.github.scrappyddns.acme;

import io.github.scrappyddns.http.Endpoint;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What stands before all other endpoints: answers an authority that asks for the open challenge by
 * http-01, and passes on everything else, so that a path of no open challenge is an unknown one.
 */
public final class ChallengeEndpoint implements Endpoint {
  private static final String PATH = "/.well-known/acme-challenge/";

  private final OpenChallenge challenge;
  private final Endpoint others;

  public ChallengeEndpoint(OpenChallenge challenge, Endpoint others) {
    this.challenge = challenge;
    this.others = others;
  }

  @Override
  public CompletableFuture<Response> handle(Request request) {
    return answer(request)
        .map(text -> CompletableFuture.completedFuture(Response.text(200, text)))
        .orElseGet(() -> others.handle(request));
  }

  @Override
  public Optional<Response> refuse(Request head) {
    return others.refuse(head);
  }

  private Optional<String> answer(Request request) {
    return request.path().startsWith(PATH)
        ? challenge.answer(request.path().substring(PATH.length()))
        : Optional.empty();
  }
}
