package io.github.scrappyddns;

import io.github.scrappyddns.command.TopCommand;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int status = TopCommand.run(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }
}
