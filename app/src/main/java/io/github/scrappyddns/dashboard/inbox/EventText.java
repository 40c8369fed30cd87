package io.github.scrappyddns.dashboard.inbox;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.view.events.Happening;
import java.time.Duration;

/**
 * An event in words: what happened, the address that it is about, and a remark.
 *
 * @param note may be empty
 */
public record EventText(String what, String address, String note) {
  private static final String EVENT = "event.";

  /** An event of one network, whose name is said elsewhere. */
  public static EventText of(Frame frame, Happening event) {
    String key = EVENT + event.kind().name();
    String address = event.current().toString();
    if (event.isQuiet()) {
      String length = frame.times().length(event.heldFor().orElse(Duration.ZERO));
      return new EventText(frame.say(key, frame.times().when(event.since()), length), address, "");
    }
    String family = frame.say("family." + event.current().family().name());
    return new EventText(frame.say(key, family), address, note(frame, event));
  }

  private static String note(Frame frame, Happening event) {
    if (event.before().isPresent()) {
      return event
          .heldFor()
          .map(
              time ->
                  frame.say("event.CHANGED.note", event.before().get(), frame.times().length(time)))
          .orElseGet(() -> frame.say("event.CHANGED.note.short", event.before().get()));
    }
    return switch (event.kind()) {
      case CHANGED -> "";
      default -> frame.say(EVENT + event.kind().name() + ".note");
    };
  }
}
