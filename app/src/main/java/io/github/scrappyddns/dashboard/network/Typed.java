package io.github.scrappyddns.dashboard.network;

import java.util.Optional;

/**
 * What was typed into the forms of a network's page, where it could not be taken.
 *
 * @param name the new name; empty where none was typed
 * @param error what is wrong with it
 */
public record Typed(Optional<String> name, String error) {
  /** Nothing yet. */
  public static final Typed NOTHING = new Typed(Optional.empty(), "");
}
