package io.github.scrappyddns.database;

/** Who is told how far a long piece of work has come. Called by the thread that does it. */
public interface Progress {
  /** Nobody looks. */
  Progress UNSEEN =
      new Progress() {
        @Override
        public void begin(long rows) {}

        @Override
        public void done(long rows) {}
      };

  /**
   * The work begins.
   *
   * @param rows how many rows there are in all
   */
  void begin(long rows);

  /**
   * Some of it is done.
   *
   * @param rows how many since this was called last
   */
  void done(long rows);
}
