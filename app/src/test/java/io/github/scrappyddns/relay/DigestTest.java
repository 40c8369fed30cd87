package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Quiet;
import io.github.scrappyddns.timeline.Span;
import io.github.scrappyddns.timeline.Story;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final Network HOME = new Network(4, "Home");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private final Digest digest =
      new Digest(Words.ofAlerts(Language.ENGLISH), ZoneId.of("Europe/Berlin"));

  @Test
  void one_change_tells_where_since_when_and_what_was_before() {
    Event change = event(9, "198.51.100.4", "203.0.113.7", 0);
    Alert alert =
        digest.alert(HOME, story(new Span(change, change, 1, null)), false, Duration.ZERO, NOW);
    assertThat(alert.title()).isEqualTo("IP address update");
    assertThat(alert.body())
        .isEqualTo(
            """
            Home is at 203.0.113.7
            Since 2026-11-23 13:00 CET; was 198.51.100.4 (since 2026-11-22 13:00 CET).""");
  }

  @Test
  void the_first_address_says_that_it_is_the_first() {
    Event first = event(9, null, "203.0.113.7", 0);
    assertThat(body(new Span(first, first, 1, null)))
        .isEqualTo(
            """
            Home is at 203.0.113.7 (first check-in)
            Since 2026-11-23 13:00 CET.""");
  }

  @Test
  void what_happened_meanwhile_is_told_together() {
    Span span =
        new Span(
            event(9, "198.51.100.4", "203.0.113.7", 0),
            event(14, "203.0.113.8", "203.0.113.9", 600),
            4,
            null);
    assertThat(body(span))
        .isEqualTo(
            """
            Home is at 203.0.113.9
            Changed 4 times since 2026-11-23 13:00 CET; was 198.51.100.4 (since 2026-11-22 13:00 CET).""");
  }

  @Test
  void there_and_back_again_is_said_to_be_back() {
    Span span =
        new Span(
            event(9, "198.51.100.4", "203.0.113.7", 0),
            event(10, "203.0.113.7", "198.51.100.4", 60),
            2,
            null);
    assertThat(body(span))
        .startsWith("Home is at 198.51.100.4\n")
        .endsWith("Changed 2 times since 2026-11-23 13:00 CET and is back at the address it had.");
  }

  @Test
  void a_first_address_that_changed_before_it_was_told_is_one_story() {
    Span span =
        new Span(
            event(9, null, "203.0.113.7", 0), event(10, "203.0.113.7", "203.0.113.8", 60), 2, null);
    assertThat(body(span))
        .isEqualTo(
            """
            Home is at 203.0.113.8
            Changed once since its first check-in 2026-11-23 13:00 CET.""");
  }

  @Test
  void both_families_are_told_in_one_alert() {
    Event four = event(9, "198.51.100.4", "203.0.113.7", 0);
    Event six = event(10, null, "2001:db8::7", 0);
    Alert alert =
        digest.alert(
            HOME,
            story(new Span(four, four, 1, null), new Span(six, six, 1, null)),
            false,
            Duration.ZERO,
            NOW);
    assertThat(alert.body())
        .contains("Home is at 203.0.113.7\n")
        .contains("Home is at 2001:db8::7 (first check-in)\n");
    assertThat(alert.id()).startsWith("scrappy-4-10-");
  }

  @Test
  void an_address_that_is_not_public_is_explained() {
    Event change = event(9, "198.51.100.4", "100.64.3.2", 0);
    assertThat(body(new Span(change, change, 1, null)))
        .contains("carrier-grade NAT")
        .contains("double NAT, or a proxy");
  }

  @Test
  void an_alert_that_may_have_arrived_already_says_so() {
    Event change = event(9, "198.51.100.4", "203.0.113.7", 0);
    Alert alert =
        digest.alert(HOME, story(new Span(change, change, 1, null)), true, Duration.ZERO, NOW);
    assertThat(alert.body()).contains("You may have seen this already");
  }

  @Test
  void the_same_news_has_the_same_id_and_other_news_another() {
    Event change = event(9, "198.51.100.4", "203.0.113.7", 0);
    Event later = event(10, "203.0.113.7", "203.0.113.8", 60);
    String id =
        digest
            .alert(HOME, story(new Span(change, change, 1, null)), false, Duration.ZERO, NOW)
            .id();
    assertThat(
            digest
                .alert(HOME, story(new Span(change, change, 1, null)), true, Duration.ZERO, NOW)
                .id())
        .isEqualTo(id);
    assertThat(
            digest
                .alert(HOME, story(new Span(change, later, 2, null)), false, Duration.ZERO, NOW)
                .id())
        .isNotEqualTo(id)
        .matches("[a-z0-9-]+");
  }

  @Test
  void a_silence_says_since_when_and_where_it_was_last() {
    Alert alert = alert(new Story(List.of(), Optional.of(new Quiet(silent(11, 600), 1))));
    assertThat(alert.title()).isEqualTo("Network silent");
    assertThat(alert.body())
        .isEqualTo("Home has been silent since 2026-11-23 13:00 CET (last at 203.0.113.7)");
    assertThat(alert.brief()).isEqualTo(alert.body());
    assertThat(alert.id()).startsWith("scrappy-4-11-");
  }

  @Test
  void a_return_says_after_how_long_and_where_it_is() {
    Alert alert = alert(new Story(List.of(), Optional.of(new Quiet(back(12, 11_520), 0))));
    assertThat(alert.title()).isEqualTo("Network back");
    assertThat(alert.body()).isEqualTo("Home is back after 3 h 12 min, at 203.0.113.7");
  }

  @Test
  void what_fell_silent_and_moved_meanwhile_is_told_as_one_story() {
    Event change = event(13, "203.0.113.7", "203.0.113.8", 11_520);
    Span span = new Span(change, change, 1, null);
    Alert alert = alert(new Story(List.of(span), Optional.of(new Quiet(back(14, 11_521), 2))));
    assertThat(alert.title()).isEqualTo("IP address update");
    assertThat(alert.body())
        .startsWith("Home is at 203.0.113.8\n")
        .endsWith(
            "Home is back after 3 h 12 min, at 203.0.113.7\nIt fell silent 2 times meanwhile.");
    assertThat(alert.id()).startsWith("scrappy-4-14-");
  }

  @Test
  void who_moved_after_a_silence_is_not_said_to_be_silent() {
    Event change = event(13, "203.0.113.7", "203.0.113.8", 11_520);
    Span span = new Span(change, change, 1, null);
    assertThat(alert(new Story(List.of(span), Optional.of(new Quiet(silent(11, 600), 1)))).body())
        .contains("Home had been silent since 2026-11-23 13:00 CET")
        .doesNotContain("has been silent");
  }

  private Alert alert(Story story) {
    return digest.alert(HOME, story, false, Duration.ZERO, NOW);
  }

  private static Event silent(long id, long secondsAfterNoon) {
    return quiet(id, Event.Kind.SILENT, secondsAfterNoon);
  }

  private static Event back(long id, long secondsAfterNoon) {
    return quiet(id, Event.Kind.BACK, secondsAfterNoon);
  }

  /** Last heard at noon. */
  private static Event quiet(long id, Event.Kind kind, long secondsAfterNoon) {
    PublicAddress address = address("203.0.113.7");
    Instant at = NOON.plusSeconds(secondsAfterNoon);
    return new Event(id, HOME.id(), kind, address.family(), address, NOON, address, at);
  }

  private static Story story(Span... spans) {
    return new Story(List.of(spans), Optional.empty());
  }

  private String body(Span span) {
    return digest.alert(HOME, story(span), false, Duration.ZERO, NOW).body();
  }

  private static Event event(
      long id, @Nullable String previous, String current, long secondsAfterNoon) {
    return new Event(
        id,
        HOME.id(),
        previous == null ? Event.Kind.FIRST_SEEN : Event.Kind.CHANGED,
        address(current).family(),
        previous == null ? null : address(previous),
        previous == null ? null : NOON.minusSeconds(86_400),
        address(current),
        NOON.plusSeconds(secondsAfterNoon));
  }

  private static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }
}
