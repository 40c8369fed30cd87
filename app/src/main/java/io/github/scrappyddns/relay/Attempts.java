package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one channel, one after the other. Used by one thread at a time. */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  /** What was sent, and what is to be done when its answer comes. */
  private record Attempt(
      Alert alert, CompletableFuture<DeliveryResult> answer, Consumer<DeliveryResult> settlement) {}

  private final Channel channel;
  private final DeliveryTally tally;
  private final Runnable answerCame;
  private @Nullable Attempt underWay;

  /**
   * @param answerCame called by any thread when an answer that was waited for is there
   */
  Attempts(Channel channel, DeliveryTally tally, Runnable answerCame) {
    this.channel = channel;
    this.tally = tally;
    this.answerCame = answerCame;
  }

  /** The name of the channel. */
  String channel() {
    return channel.name();
  }

  /** Sends; only after what was sent before is settled. */
  void begin(Alert alert, Consumer<DeliveryResult> settlement) {
    CompletableFuture<DeliveryResult> answer;
    try {
      answer = channel.send(alert);
    } catch (RuntimeException | Error e) {
      answer = CompletableFuture.failedFuture(e);
    }
    underWay = new Attempt(alert, answer, settlement);
    if (!answer.isDone()) {
      var unused = answer.whenComplete((result, failure) -> answerCame.run());
    }
  }

  /** Settles what was sent, if its answer is there; false where it is still waited for. */
  boolean settled() {
    Attempt attempt = underWay;
    if (attempt == null) {
      return true;
    }
    if (!attempt.answer().isDone()) {
      return false;
    }
    underWay = null;
    DeliveryResult result = read(attempt);
    tally.count(channel.kind(), result.outcome());
    attempt.settlement().accept(result);
    return true;
  }

  /** Hangs up; what was sent stays unsettled, and is taken for unsure by the next start. */
  void abandon() {
    Attempt attempt = underWay;
    if (attempt != null) {
      attempt.answer().cancel(true);
    }
  }

  /**
   * What the answer says; a defect, and a machine that is out of means, cost this attempt alone.
   */
  private DeliveryResult read(Attempt attempt) {
    try {
      DeliveryResult result = attempt.answer().join();
      DeliveryLog.note(channel(), attempt.alert(), result);
      return result;
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError lack) {
        DeliveryResult result = DeliveryResult.outOfMeans(lack);
        DeliveryLog.note(channel(), attempt.alert(), result);
        return result;
      }
      LOG.error("{}: a defect of this channel", channel(), e.getCause());
    } catch (CancellationException e) {
      LOG.error("{}: an attempt was cut off", channel());
    }
    return DeliveryResult.retry("internal error, see the log");
  }
}
