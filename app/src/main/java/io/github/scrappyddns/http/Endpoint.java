package io.github.scrappyddns.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A function from a request to its response. */
public interface Endpoint {
  /**
   * Answers a request. Never blocks: a response that waits for the disk comes later, so it holds no
   * thread, and a slow disk delays only those who need it.
   */
  CompletableFuture<Response> handle(Request request);

  /**
   * Refuses a call before its body is read, where the rest of it says enough: nobody shall make us
   * read a body for a token that there is not.
   *
   * @param head the call without its body
   * @return empty where the body is to be read and the whole call handled
   */
  default Optional<Response> refuse(Request head) {
    return Optional.empty();
  }

  /**
   * How many bytes are read of a body that is longer than {@link Request#LARGEST_BODY}. Never
   * blocks.
   *
   * @param head the call without its body
   */
  default CompletableFuture<Integer> room(Request head) {
    return CompletableFuture.completedFuture(Request.LARGEST_BODY);
  }

  /**
   * Refuses a call whose body is longer than that.
   *
   * @param head the call without its body
   */
  default Response tooLarge(Request head) {
    return Response.TOO_LARGE;
  }
}
