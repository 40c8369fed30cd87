package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.SmallService;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  @TempDir static Path directory;

  private static SmallService service;

  @BeforeAll
  static void open() {
    service = new SmallService(directory, new ProxyRule(0, List.of())).start();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Response answer(String method, String target) {
    return service.endpoint().handle(Calls.call(method, target, "203.0.113.7")).join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
  void four_methods_check_in(String method) {
    assertThat(answer(method, "/" + SmallService.HOME).body()).isEqualTo("OK");
    assertThat(answer(method, "/health").body()).isEqualTo("ok\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "BREW"})
  void the_others_are_not_allowed(String method) {
    for (String target : new String[] {"/t", "/health", "*"}) {
      Response answer = answer(method, target);
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, POST, PUT");
    }
  }

  @Test
  void the_words_of_the_services_own_paths_are_set_aside() {
    assertThat(Router.RESERVED)
        .contains("health", "nic", "update", "v3", "metrics", "api", "admin", "ph", "favicon.ico")
        .allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT)));
  }

  @Test
  void health_says_ok_or_which_part_is_broken() {
    Request call = Calls.get("/health", "203.0.113.7");
    assertThat(new HealthEndpoint(Optional::empty).handle(call).join())
        .isEqualTo(Response.text(200, "ok\n"));
    assertThat(new HealthEndpoint(() -> Optional.of("disk full")).handle(call).join())
        .isEqualTo(Response.text(503, "storage: disk full\n"));
    assertThat(
            new HealthEndpoint(Optional::empty, List::of, () -> List.of("log: full"))
                .handle(call)
                .join())
        .isEqualTo(Response.text(200, "ok\nwarning: log: full\n"));
    assertThat(
            new HealthEndpoint(Optional::empty, () -> List.of("a: b"), () -> List.of("c: d"))
                .handle(call)
                .join())
        .isEqualTo(Response.text(503, "a: b\nwarning: c: d\n"));
  }

  @Test
  void who_sends_calls_here_hears_what_is_down_and_who_restarts_it_hears_that_it_lives() {
    Request call = Calls.get("/readyz", "203.0.113.7");
    HealthEndpoint down =
        new HealthEndpoint(
            () -> Optional.of("disk full"), () -> List.of("a: b"), () -> List.of("c: d"));
    assertThat(down.ready(call).join()).isEqualTo(Response.text(503, "storage: disk full\na: b\n"));
    HealthEndpoint warned = new HealthEndpoint(Optional::empty, List::of, () -> List.of("c: d"));
    assertThat(warned.ready(call).join()).isEqualTo(Response.text(200, "ok\n"));
    assertThat(answer("GET", "/readyz").body()).isEqualTo("ok\n");
    assertThat(answer("GET", "/healthz").body()).isEqualTo("ok\n");
  }

  @Test
  void a_token_that_was_there_before_such_a_word_keeps_its_way(@TempDir Path own) {
    try (SmallService old = new SmallService(own, new ProxyRule(0, List.of()), "readyz").start()) {
      assertThat(old.endpoint().handle(Calls.get("/readyz", "203.0.113.7")).join().body())
          .isEqualTo("OK");
      assertThat(old.endpoint().handle(Calls.get("/healthz", "203.0.113.7")).join().body())
          .isEqualTo("ok\n");
    }
  }

  @Test
  void so_does_a_token_that_is_called_as_the_badges_are(@TempDir Path own) {
    try (SmallService old = new SmallService(own, new ProxyRule(0, List.of()), "badge").start()) {
      assertThat(old.endpoint().handle(Calls.get("/badge", "203.0.113.7")).join().body())
          .isEqualTo("OK");
      assertThat(old.endpoint().handle(Calls.get("/badge/ip", "203.0.113.7")).join().body())
          .isEqualTo("203.0.113.7\n");
    }
  }

  @Test
  void printing_a_request_does_not_tell_the_token() {
    assertThat(Calls.get("/s3cr3t?s3cr3t=s3cr3t", "203.0.113.7"))
        .hasToString("Request[GET from 203.0.113.7]");
  }

  @Test
  void slashes_too_many_are_forgiven() {
    assertThat(answer("GET", "//" + SmallService.HOME).body()).isEqualTo("OK");
    assertThat(answer("GET", "/" + SmallService.HOME + "/").body()).isEqualTo("OK");
  }
}
