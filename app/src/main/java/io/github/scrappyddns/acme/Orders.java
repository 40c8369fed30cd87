package io.github.scrappyddns.acme;

import java.security.KeyPair;
import java.util.List;

/** Where certificates are ordered. */
interface Orders {
  /**
   * Orders one certificate for all names, and waits for it: for minutes, if need be.
   *
   * @param account the keys by which the authority knows this service
   * @param kind how to prove that the names lead here
   * @param answers is told of each challenge before the authority looks for its answer
   * @return a new private key, the certificate, and those between it and the root, as PEM
   */
  String order(List<String> names, KeyPair account, Challenge.Kind kind, Answers answers)
      throws Failure, InterruptedException;
}
