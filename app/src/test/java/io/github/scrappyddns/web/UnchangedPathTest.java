package io.github.scrappyddns.web;

import static io.github.scrappyddns.testing.SmallService.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.testing.SmallService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check-in costs that changes nothing: all but one in ten thousand. */
class UnchangedPathTest {
  private static final int WARM_UP = 30_000;
  private static final int CALLS = 10_000;

  /**
   * For the token (its text, its bytes, its digest) about 300 bytes, the rest for the look-up key,
   * the sighting and the check-in. Jetty's own are not counted here.
   */
  private static final long MOST_BYTES = 600;

  /** With {@code ip_address} in addition the parameter's text, decoded and parsed. */
  private static final long MOST_BYTES_DECLARED = 1_500;

  @TempDir Path directory;
  private SmallService service;

  /** The address is taken over from a file, so that nothing ever has to be written. */
  @BeforeEach
  void hold() throws IOException {
    Files.writeString(directory.resolve(HOME + ".ip"), "203.0.113.7");
    service = new SmallService(directory, new ProxyRule(0, List.of()));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void call(Request request, int times) {
    int answered = 0;
    for (int i = 0; i < times; i++) {
      Response response = service.endpoint().handle(request).join();
      answered += response.status() == 200 ? 1 : 0;
    }
    assertThat(answered).isEqualTo(times);
  }

  private long bytesPerCall(Request request) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    call(request, WARM_UP);
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    call(request, CALLS);
    return (threads.getThreadAllocatedBytes(self) - before) / CALLS;
  }

  @Test
  void it_begins_no_transaction() {
    long before = service.database().transactions();
    call(Calls.get("/" + HOME, "203.0.113.7"), CALLS);
    call(Calls.get("/" + HOME + "?ip_address=203.0.113.7", "198.51.100.1"), CALLS);
    assertThat(service.database().transactions()).isEqualTo(before);
    assertThat(service.story(HOME)).containsExactly("TAKEN_OVER 203.0.113.7");
    assertThat(service.database().transactions()).isGreaterThan(before);
  }

  @Test
  void it_allocates_little() {
    assertThat(bytesPerCall(Calls.get("/" + HOME, "203.0.113.7"))).isBetween(1L, MOST_BYTES);
  }

  @Test
  void it_allocates_little_with_a_declared_address() {
    assertThat(bytesPerCall(Calls.get("/" + HOME + "?ip_address=203.0.113.7", "198.51.100.1")))
        .isBetween(1L, MOST_BYTES_DECLARED);
  }
}
