package io.github.scrappyddns.acme;

import java.util.List;

/**
 * What the certificate is for.
 *
 * @param names host names, in lower case
 * @param directory of the authority that is to give it
 */
record Wanted(List<String> names, String directory) {
  /** Written above a certificate: one of another authority is not the one that is wanted. */
  String mark() {
    return "From " + directory + "\n";
  }

  /** Written above attempts: what failed for other names may go well for these. */
  String aim() {
    return mark() + "For " + String.join(" ", names) + "\n";
  }
}
