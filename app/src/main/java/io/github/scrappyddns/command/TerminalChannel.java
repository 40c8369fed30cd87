package io.github.scrappyddns.command;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import java.util.concurrent.CompletableFuture;

/** The channel of the demo: alerts on the console, once there is somebody to read them. */
final class TerminalChannel implements Channel {
  private volatile boolean speaks;

  /** Until now what happened was history. */
  void speak() {
    speaks = true;
  }

  @Override
  public String name() {
    return "this terminal";
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    if (speaks) {
      alert.body().lines().forEach(line -> System.out.println("      | " + line));
    }
    return CompletableFuture.completedFuture(DeliveryResult.delivered("shown"));
  }
}
