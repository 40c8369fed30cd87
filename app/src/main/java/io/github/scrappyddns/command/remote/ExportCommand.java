package io.github.scrappyddns.command.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: prints everything of a running service as one file. */
@Command(
    name = "export",
    description = {
      "Prints networks, their history and channels of a running service as one file, which 'import'"
          + " takes in.",
      "It is no backup: 'backup' writes one."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Mixin Remote remote = new Remote();

  @Option(names = "--secrets", description = "with the secrets of channels")
  boolean secrets;

  @Option(names = "--no-history", description = "without what happened")
  boolean withoutHistory;

  @Override
  public Integer call() throws Exception {
    return remote.run(
        api -> api.print("/export?secrets=" + secrets + "&history=" + !withoutHistory, System.out));
  }
}
