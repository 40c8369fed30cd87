package io.github.scrappyddns.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guard between a server and the endpoints: a bug in one of them is logged and answered 911, so
 * that every caller gets an answer and tries again.
 */
public final class NeverFailing implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(NeverFailing.class);

  private final Endpoint endpoint;

  public NeverFailing(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** As the endpoint itself, but always completes with a response. */
  @Override
  public CompletableFuture<Response> handle(Request request) {
    try {
      CompletableFuture<Response> answer = endpoint.handle(request);
      return answer.isDone() && !answer.isCompletedExceptionally()
          ? answer
          : answer.exceptionally(NeverFailing::defect);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(defect(e));
    }
  }

  @Override
  public Optional<Response> refuse(Request head) {
    try {
      return endpoint.refuse(head);
    } catch (RuntimeException e) {
      return Optional.of(defect(e));
    }
  }

  @Override
  public CompletableFuture<Integer> room(Request head) {
    return endpoint.room(head);
  }

  @Override
  public Response tooLarge(Request head) {
    return endpoint.tooLarge(head);
  }

  private static Response defect(Throwable failure) {
    LOG.error("Internal error: a call was answered 911", failure);
    return Response.OUR_FAULT;
  }
}
