package io.github.scrappyddns.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NeverFailingTest {
  private static final Request REQUEST =
      new Request(
          "GET", "/", "", PublicAddress.parse("127.0.0.1").orElseThrow(), name -> List.of());

  @Test
  void a_response_goes_through_as_it_is() {
    CompletableFuture<Response> answer =
        CompletableFuture.completedFuture(Response.text(200, "OK"));
    assertThat(new NeverFailing(request -> answer).handle(REQUEST)).isSameAs(answer);
  }

  @Test
  void a_thrown_failure_is_our_fault() {
    Endpoint broken =
        request -> {
          throw new IllegalStateException("a defect made for this test");
        };
    assertThat(new NeverFailing(broken).handle(REQUEST)).isCompletedWithValue(Response.OUR_FAULT);
  }

  @Test
  void a_failure_is_our_fault_whether_it_is_there_or_comes_later() {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    CompletableFuture<Response> seen = new NeverFailing(request -> answer).handle(REQUEST);
    assertThat(seen).isNotDone();
    answer.completeExceptionally(new IllegalStateException("a defect made for this test"));
    assertThat(seen).isCompletedWithValue(Response.OUR_FAULT);
    assertThat(new NeverFailing(request -> answer).handle(REQUEST))
        .isCompletedWithValue(Response.OUR_FAULT);
  }
}
