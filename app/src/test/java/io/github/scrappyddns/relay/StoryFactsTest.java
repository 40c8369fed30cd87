package io.github.scrappyddns.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Facts;
import io.github.scrappyddns.channel.Facts.Move;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Quiet;
import io.github.scrappyddns.timeline.Span;
import io.github.scrappyddns.timeline.Story;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryFactsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }

  private static Event event(
      long id, Event.Kind kind, Family family, @Nullable String before, String now) {
    return new Event(
        id,
        1,
        kind,
        family,
        before == null ? null : address(before),
        before == null ? null : NOON,
        address(now),
        NOON.plusSeconds(id));
  }

  private static Span span(Event first, Event last) {
    return new Span(first, last, 2, null);
  }

  @Test
  void several_changes_are_one_move_from_before_all_of_them() {
    Event six = event(4, Event.Kind.FIRST_SEEN, Family.IPV6, null, "2001:db8::1");
    Event first = event(3, Event.Kind.CHANGED, Family.IPV4, "192.0.2.1", "192.0.2.2");
    Event last = event(7, Event.Kind.CHANGED, Family.IPV4, "192.0.2.2", "192.0.2.3");
    Story story = new Story(List.of(span(first, last), span(six, six)), Optional.empty());

    assertThat(StoryFacts.of("Home", story))
        .isEqualTo(
            new Facts(
                Facts.Event.CHANGED,
                "Home",
                NOON.plusSeconds(7),
                List.of(
                    new Move(Family.IPV6, Optional.empty(), address("2001:db8::1")),
                    new Move(
                        Family.IPV4, Optional.of(address("192.0.2.1")), address("192.0.2.3")))));
  }

  @Test
  void the_first_address_is_a_move_from_nowhere() {
    Event first = event(3, Event.Kind.FIRST_SEEN, Family.IPV4, null, "192.0.2.2");
    Event last = event(7, Event.Kind.CHANGED, Family.IPV4, "192.0.2.2", "192.0.2.3");
    Facts facts = StoryFacts.of("Home", new Story(List.of(span(first, last)), Optional.empty()));

    assertThat(facts.event()).isEqualTo(Facts.Event.FIRST);
    assertThat(facts.moves())
        .containsExactly(new Move(Family.IPV4, Optional.empty(), address("192.0.2.3")));
  }

  @Test
  void a_silence_is_told_with_the_address_that_the_network_has() {
    Event silent = event(9, Event.Kind.SILENT, Family.IPV4, "192.0.2.3", "192.0.2.3");
    Facts facts = StoryFacts.of("Home", new Story(List.of(), Optional.of(new Quiet(silent, 1))));

    assertThat(facts.event()).isEqualTo(Facts.Event.SILENT);
    assertThat(facts.at()).isEqualTo(NOON.plusSeconds(9));
    assertThat(facts.moves())
        .containsExactly(new Move(Family.IPV4, Optional.empty(), address("192.0.2.3")));
  }

  @Test
  void the_newest_of_change_and_silence_is_the_event() {
    Event change = event(8, Event.Kind.CHANGED, Family.IPV4, "192.0.2.1", "192.0.2.3");
    Event back = event(7, Event.Kind.BACK, Family.IPV4, "192.0.2.1", "192.0.2.1");
    Event later = event(9, Event.Kind.BACK, Family.IPV4, "192.0.2.3", "192.0.2.3");

    assertThat(
            StoryFacts.of(
                    "Home",
                    new Story(List.of(span(change, change)), Optional.of(new Quiet(back, 1))))
                .event())
        .isEqualTo(Facts.Event.CHANGED);
    assertThat(
            StoryFacts.of(
                    "Home",
                    new Story(List.of(span(change, change)), Optional.of(new Quiet(later, 1))))
                .event())
        .isEqualTo(Facts.Event.BACK);
  }
}
