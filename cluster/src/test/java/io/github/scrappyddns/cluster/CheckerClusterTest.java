package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.cluster.Call.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckerClusterTest {
  private final Instant start = Instant.now();
  private static final List<Row> TIMELINE =
      List.of(
          new Row(1, 1, "net", null, "198.18.0.1"),
          new Row(2, 1, "net", "198.18.0.1", "198.18.0.2"));

  private final Journal journal = new Journal();
  private final Receiver phone = Receiver.thatBehaves("mum");

  CheckerClusterTest() {
    call("198.18.0.1", 0);
    call("198.18.0.2", 1);
  }

  @AfterEach
  void close() {
    phone.close();
  }

  private void call(String address, int tookSeconds) {
    journal.add(
        new Call("net", address, true, start, start.plusSeconds(tookSeconds), Outcome.STORED, 1));
  }

  private void tell(long newest, String text) throws Exception {
    String port = phone.url().replaceAll(".*:(\\d+)/.*", "$1");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/mum"))
            .header("webhook-id", "scrappy-1-" + newest + "-0")
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"" + text + "\"}"))
            .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private Checker checked(List<Row> timeline, Fault... faults) {
    Checker checker = new Checker(journal, timeline, List.of(faults));
    checker.timelines();
    checker.patience();
    checker.phone(phone);
    return checker;
  }

  @Test
  void a_record_in_which_all_was_stored_and_told_breaks_nothing() throws Exception {
    tell(2, "net is at 198.18.0.2");

    assertThat(checked(TIMELINE).broken()).isEmpty();
  }

  @Test
  void a_lost_change_is_found() throws Exception {
    tell(1, "net is at 198.18.0.1");

    assertThat(checked(TIMELINE.subList(0, 1)).broken()).hasSize(2);
  }

  @Test
  void a_phone_that_was_not_told_the_last_address_is_found() throws Exception {
    tell(1, "net is at 198.18.0.1");

    assertThat(checked(TIMELINE).broken()).hasSize(1);
  }

  @Test
  void an_address_that_never_was_is_found() throws Exception {
    tell(2, "net is at 198.18.0.2\\nwas 198.18.0.9.");

    assertThat(checked(TIMELINE).broken()).hasSize(1);
  }

  @Test
  void what_is_told_twice_is_found_unless_it_says_so_or_a_fault_explains_it() throws Exception {
    tell(2, "net is at 198.18.0.2");
    tell(2, "net is at 198.18.0.2\\n(You may have seen this already: ...)");
    assertThat(checked(TIMELINE).broken()).isEmpty();

    tell(2, "net is at 198.18.0.2");
    assertThat(checked(TIMELINE).broken()).hasSize(1);

    Fault fault =
        new Fault("killed", Fault.Where.INSTANCE, 1, Instant.now(), Instant.now().plusSeconds(1));
    assertThat(checked(TIMELINE, fault).broken()).isEmpty();

    tell(2, "net is at 198.18.0.2");
    assertThat(checked(TIMELINE, fault).broken()).hasSize(1);
  }

  @Test
  void older_news_behind_newer_ones_is_found() throws Exception {
    tell(2, "net is at 198.18.0.2");
    tell(1, "net is at 198.18.0.1");

    assertThat(checked(TIMELINE).broken()).hasSize(2);
  }

  @Test
  void a_caller_who_waited_is_found_unless_the_instance_stood_still() throws Exception {
    tell(2, "net is at 198.18.0.2");
    call("198.18.0.2", 7);
    Instant later = start.plus(Duration.ofMinutes(1));

    assertThat(checked(TIMELINE).broken()).hasSize(1);
    assertThat(
            checked(TIMELINE, new Fault("crashed", Fault.Where.DATABASE, 1, start, later)).broken())
        .hasSize(1);
    assertThat(
            checked(TIMELINE, new Fault("paused", Fault.Where.INSTANCE, 1, start, later)).broken())
        .isEmpty();
  }
}
