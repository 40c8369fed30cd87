package io.github.scrappyddns.channel;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Alerts as lines of text in the log or on the console, when no channel is set up. */
public final class PrintedAlerts implements Channel {
  private final String name;
  private final Predicate<String> lines;

  /**
   * @param lines takes an alert's lines as one text; gives whether they are printed
   */
  public PrintedAlerts(String name, Predicate<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    StringBuilder text = new StringBuilder(alert.title());
    alert.body().lines().forEach(line -> text.append("\n  ").append(line));
    return CompletableFuture.completedFuture(
        lines.test(text.toString())
            ? DeliveryResult.delivered("printed")
            : DeliveryResult.retry("nobody takes what is printed"));
  }
}
