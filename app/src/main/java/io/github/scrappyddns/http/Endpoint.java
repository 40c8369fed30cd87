package io.github.scrappyddns.http;

import java.util.concurrent.CompletableFuture;

/** A function from a request to its response. */
public interface Endpoint {
  /**
   * Answers a request. Never blocks: what waits for the disk is a response that is not there yet,
   * so that no thread is held and a slow disk stops nobody who does not need it.
   */
  CompletableFuture<Response> handle(Request request);
}
