package io.github.scrappyddns.http;

import java.util.concurrent.CompletableFuture;

/** A function from a request to its response. */
public interface Endpoint {
  /**
   * Answers a request. Never blocks: a response that waits for the disk comes later, so it holds no
   * thread, and a slow disk delays only those who need it.
   */
  CompletableFuture<Response> handle(Request request);
}
