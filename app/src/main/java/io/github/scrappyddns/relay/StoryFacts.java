package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Facts;
import io.github.scrappyddns.channel.Facts.Move;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Span;
import io.github.scrappyddns.timeline.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What programs are told of a story. */
final class StoryFacts {
  private StoryFacts() {}

  /**
   * The facts of a story.
   *
   * @param story not empty
   */
  static Facts of(String network, Story story) {
    List<Move> moves = new ArrayList<>();
    List<Span> oldestFirst = new ArrayList<>(story.spans());
    oldestFirst.sort(Comparator.comparingLong(span -> span.last().id()));
    for (Span span : oldestFirst) {
      Event last = span.last();
      moves.add(
          new Move(last.family(), Optional.ofNullable(span.first().previous()), last.current()));
    }
    Optional<Event> quiet = story.quiet().map(state -> state.last());
    Event newest =
        oldestFirst.isEmpty()
            ? quiet.orElseThrow()
            : oldestFirst.get(oldestFirst.size() - 1).last();
    if (quiet.isPresent() && quiet.get().id() >= newest.id()) {
      newest = quiet.get();
      if (moves.isEmpty()) {
        moves.add(new Move(newest.family(), Optional.empty(), newest.current()));
      }
    }
    return new Facts(event(newest, moves), network, newest.at(), moves);
  }

  private static Facts.Event event(Event newest, List<Move> moves) {
    return switch (newest.kind()) {
      case SILENT -> Facts.Event.SILENT;
      case BACK -> Facts.Event.BACK;
      // Of several changes that are told together, it is the state before all of them that counts.
      case FIRST_SEEN, CHANGED, TAKEN_OVER ->
          moves.get(moves.size() - 1).previous().isEmpty()
              ? Facts.Event.FIRST
              : Facts.Event.CHANGED;
    };
  }
}
