package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The alert by which a person tries whether a channel reaches them, and what came of it. */
public final class TestAlert {
  private final Words words;
  private final InstantSource clock;

  /**
   * @param words of alerts
   */
  public TestAlert(Words words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
  }

  /** Sends it; no thread waits for its answer. */
  public CompletableFuture<DeliveryResult> send(ObservedChannel channel) {
    return channel
        .send(
            new Alert(
                "scrappy-test-" + clock.millis(), words.say("test.title"), words.say("test.body")))
        .exceptionally(defect -> DeliveryResult.retry(String.valueOf(defect.getMessage())));
  }

  /** What a channel has just answered; empty where it has not. */
  public Optional<News> said(Frame frame, ObservedChannel channel) {
    return channel.lastAnswer().map(answer -> news(frame, channel.name(), answer.result()));
  }

  static News news(Frame frame, String name, DeliveryResult result) {
    boolean good = result.outcome() == DeliveryResult.Outcome.DELIVERED;
    return new News(
        good
            ? frame.say("channels.tested.good", name)
            : frame.say("channels.tested.bad", name, result.reason()),
        good);
  }
}
