package io.github.scrappyddns.channel;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Alerts as lines of text in the log or on the console, when no channel is set up. */
public final class PrintedAlerts implements Channel {
  private final String name;
  private final Consumer<String> lines;

  /**
   * @param lines takes each line; if it fails, the delivery has failed
   */
  public PrintedAlerts(String name, Consumer<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    lines.accept(alert.title());
    alert.body().lines().forEach(line -> lines.accept("  " + line));
    return CompletableFuture.completedFuture(DeliveryResult.delivered("printed"));
  }
}
