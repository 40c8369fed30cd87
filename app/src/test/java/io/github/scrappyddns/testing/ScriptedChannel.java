package io.github.scrappyddns.testing;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A channel that answers what a test tells it to, and keeps what it was given. */
public final class ScriptedChannel implements Channel {
  private final String name;
  private final List<Alert> received = new CopyOnWriteArrayList<>();
  private volatile Function<Alert, CompletableFuture<DeliveryResult>> answer =
      alert -> CompletableFuture.completedFuture(DeliveryResult.delivered("ok"));

  private volatile String wanted = "";

  public ScriptedChannel(String name) {
    this.name = name;
  }

  public void answers(DeliveryResult result) {
    answers(alert -> result);
  }

  public void answers(Function<Alert, DeliveryResult> script) {
    answer = alert -> CompletableFuture.completedFuture(script.apply(alert));
  }

  /** From now on its answers come when the test completes this. */
  public void answersLater(CompletableFuture<DeliveryResult> later) {
    answer = alert -> later;
  }

  /** From now on it is only told about this network. */
  public void wantsOnly(String networkName) {
    wanted = networkName;
  }

  public List<Alert> received() {
    return received;
  }

  /** The first lines of what was received. */
  public List<String> headlines() {
    return received.stream().map(alert -> alert.simplified().body()).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(String networkName) {
    return wanted.isEmpty() || wanted.equals(networkName);
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    received.add(alert);
    return answer.apply(alert);
  }
}
