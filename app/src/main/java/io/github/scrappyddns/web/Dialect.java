package io.github.scrappyddns.web;

/** In which words a check-in came, as figures name it. */
public enum Dialect {
  PLAIN,
  DYNDNS2,
  DUCKDNS,
  FREEDNS
}
