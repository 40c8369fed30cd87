package io.github.scrappyddns.acme;

/** Who answers challenges. */
interface Answers {
  /**
   * Has this challenge answered in place of the one before; once this returns, by all instances.
   *
   * @throws InterruptedException where the service ends meanwhile
   */
  void open(Challenge challenge) throws InterruptedException;

  /** Has none answered any more. */
  void close();
}
