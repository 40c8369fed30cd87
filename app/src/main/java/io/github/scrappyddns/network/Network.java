package io.github.scrappyddns.network;

import org.jspecify.annotations.Nullable;

/**
 * A watched network; it never holds its token.
 *
 * <p>Its name is looked up when needed: all but one in ten thousand check-ins only need its id, and
 * with very many networks each look-up is a wait for memory.
 */
public final class Network {
  /** Where names are looked up. */
  interface Names {
    String of(long id, int place);
  }

  /** In characters. */
  public static final int LONGEST_NAME = 300;

  private final long id;
  private final Names names;
  private final int place;

  /**
   * @param id as the database numbered it, from 1
   * @param name as the token list has it
   */
  public Network(long id, String name) {
    this(id, (same, nowhere) -> name, 0);
  }

  Network(long id, Names names, int place) {
    this.id = id;
    this.names = names;
    this.place = place;
  }

  /** Whether a text is short enough for a name, and nothing but text. */
  public static boolean isName(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_NAME
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The number that the database gave it, from 1. */
  public long id() {
    return id;
  }

  /** The name that its owner gave it. */
  public String name() {
    return names.of(id, place);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Network network && id == network.id && name().equals(network.name());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return "Network[" + id + ", " + name() + "]";
  }
}
