package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.http.Request;
import java.util.ArrayList;
import java.util.List;

/** Requests as a test writes them, without a socket. */
public final class Calls {
  private Calls() {}

  public static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }

  /** A GET of a path and query, with header lines such as {@code Forwarded: for=192.0.2.1}. */
  static Request get(String target, String peer, String... headerLines) {
    return call("GET", target, peer, headerLines);
  }

  static Request call(String method, String target, String peer, String... headerLines) {
    int question = target.indexOf('?');
    return new Request(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        address(peer),
        name -> values(name, headerLines));
  }

  private static List<String> values(String name, String... headerLines) {
    List<String> values = new ArrayList<>();
    for (String line : headerLines) {
      int colon = line.indexOf(':');
      if (line.substring(0, colon).equalsIgnoreCase(name)) {
        values.add(line.substring(colon + 1).strip());
      }
    }
    return values;
  }
}
