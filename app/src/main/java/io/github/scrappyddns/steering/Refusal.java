package io.github.scrappyddns.steering;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.spelling.NameKey;
import java.util.Optional;

/** Why an order is not carried out. Nothing was changed then. */
public enum Refusal {
  /** A name is missing, or nothing of it can be seen. */
  NO_NAME,
  /** It has more than {@link Network#LONGEST_NAME} characters. */
  NAME_TOO_LONG,
  /** It holds characters that no one can read. */
  NAME_NOT_PRINTABLE,
  /** Another network has it, in this spelling or another. */
  NAME_TAKEN,
  /** There is no such network any more. */
  NO_NETWORK,
  /** The token list says what is to be changed: it is changed there. */
  OF_TOKEN_LIST,
  /** There is no such token any more. */
  NO_TOKEN,
  /** A token that ends already is not replaced once more. */
  TOKEN_ENDS;

  /** Why a network cannot be called so, whoever else there is. */
  static Optional<Refusal> ofName(String name) {
    if (NameKey.of(name).isEmpty()) {
      return Optional.of(NO_NAME);
    }
    if (name.codePointCount(0, name.length()) > Network.LONGEST_NAME) {
      return Optional.of(NAME_TOO_LONG);
    }
    return Network.isName(name) ? Optional.empty() : Optional.of(NAME_NOT_PRINTABLE);
  }
}
