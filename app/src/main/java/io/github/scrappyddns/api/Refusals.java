package io.github.scrappyddns.api;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.steering.Refusal;
import java.util.Optional;

/** What a program is told of orders about networks that are not obeyed. */
final class Refusals {
  private static final String NAME = "name";

  private Refusals() {}

  /** Ends a call whose order was refused. */
  static void heed(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw problem(refusal.get());
    }
  }

  private static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case NO_NAME -> Problem.unfit(NAME, "nothing of it can be seen");
      case NAME_TOO_LONG ->
          Problem.unfit(NAME, "has more than " + Network.LONGEST_NAME + " characters");
      case NAME_NOT_PRINTABLE -> Problem.unfit(NAME, "holds characters that no one can read");
      case NAME_TAKEN ->
          Problem.of(Problem.Kind.NAME_TAKEN, "Another network has this name, or one like it");
      case NO_NETWORK, NO_TOKEN -> Call.nothingThere();
      case OF_TOKEN_LIST ->
          Problem.of(
              Problem.Kind.OF_TOKEN_LIST, "The token list names this network: change it there");
      case TOKEN_ENDS ->
          Problem.of(Problem.Kind.TOKEN_ENDS, "It was replaced already, or is about to end");
    };
  }
}
