package io.github.scrappyddns.access;

import java.util.OptionalLong;

/**
 * Who sees a page, and may give orders.
 *
 * @param name the user that a proxy names; "owner" for who has the password
 * @param address from where, as far as that can be trusted
 * @param session the number of the session; empty for who a proxy names
 * @param mark what each form of this visitor carries, so that nobody else can make one
 */
public record Visitor(String name, String address, OptionalLong session, String mark) {
  @Override
  public String toString() {
    return "Visitor[" + name + "]";
  }
}
