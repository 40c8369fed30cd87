package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.view.HeldAddress;
import io.github.scrappyddns.view.NetworkView;

/** What a state looks like and how it is said: a word, a shape and a colour, in that order. */
final class Tones {
  private Tones() {}

  /** The class that gives shape and colour. */
  static String of(NetworkView.State state) {
    return switch (state) {
      case SILENT -> "bad";
      case CALLING -> "good";
      case QUIET, PAUSED -> "quiet-state";
      case NOT_PUBLIC -> "warn";
      case NEVER_CALLED -> "new";
    };
  }

  /** The state of a network in words. */
  static String say(Frame frame, NetworkView network) {
    NetworkView.State state = network.state(frame.times().now());
    String key = "state." + state;
    return switch (state) {
      case SILENT -> frame.say(key, frame.times().when(network.silentSince().orElseThrow()));
      case CALLING, NEVER_CALLED, PAUSED -> frame.say(key);
      case QUIET -> frame.say(key, frame.times().when(network.lastSeen().orElseThrow()));
      case NOT_PUBLIC -> frame.say(key, frame.say("scope." + odd(network)));
    };
  }

  private static Scope odd(NetworkView network) {
    return network.held().stream()
        .map(HeldAddress::scope)
        .filter(scope -> scope != Scope.PUBLIC)
        .findFirst()
        .orElseThrow();
  }
}
