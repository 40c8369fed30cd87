package io.github.scrappyddns.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.SmallService;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A small service that one client calls, from 203.0.113.7 and through no proxy. */
final class CalledService implements AutoCloseable {
  private static final String PEER = "203.0.113.7";

  private final SmallService service;

  CalledService(Path directory) {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
  }

  Response get(String target) {
    return service.endpoint().handle(Calls.get(target, PEER)).join();
  }

  Response get(String target, String authorization) {
    Request call = Calls.get(target, PEER, "Authorization: " + authorization);
    return service.endpoint().handle(call).join();
  }

  /** A POST with header lines. */
  Response post(String path, String body, String... headerLines) {
    Request head = Calls.call("POST", path, PEER, headerLines);
    Request call =
        new Request(head.method(), head.path(), head.query(), head.peer(), head.headers(), body);
    return service.endpoint().handle(call).join();
  }

  /** What the timeline holds of a network, oldest first: kind and address. */
  List<String> story(String token) {
    return service.story(token);
  }

  /** The value of an {@code Authorization} header. */
  static String basic(String user, String password) {
    String pair = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Override
  public void close() {
    service.close();
  }
}
